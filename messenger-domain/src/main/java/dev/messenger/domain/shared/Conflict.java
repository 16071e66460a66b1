package dev.messenger.domain.shared;

/** The state of the world contradicts the request: a name is taken, a member is there already. */
public non-sealed class Conflict extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} word
     * @param detail a sentence that a person can act on
     */
    public Conflict(String code, String detail) {
        super(code, detail);
    }
}
