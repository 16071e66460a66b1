package dev.messenger.domain.shared;

/** A service that this needs (mail, object store) does not answer; nothing was done and trying again is right. */
public non-sealed class Unavailable extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} word
     * @param detail a sentence that a person can act on
     */
    public Unavailable(String code, String detail) {
        super(code, detail);
    }
}
