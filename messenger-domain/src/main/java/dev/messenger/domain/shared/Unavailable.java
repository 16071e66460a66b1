package dev.messenger.domain.shared;

/** A required service (mail, object store) does not answer; nothing was changed, and the caller may try again. */
public non-sealed class Unavailable extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} code
     * @param detail a sentence on which a person can act
     */
    public Unavailable(String code, String detail) {
        super(code, detail);
    }
}
