package dev.messenger.domain.shared;

/** Nobody is signed in, or the proof of it does not hold (any more). */
public non-sealed class Unauthenticated extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} word
     * @param detail a sentence that a person can act on
     */
    public Unauthenticated(String code, String detail) {
        super(code, detail);
    }
}
