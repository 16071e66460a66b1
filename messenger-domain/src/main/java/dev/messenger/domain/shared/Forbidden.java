package dev.messenger.domain.shared;

/** The caller can see the thing and may not do this to it (rule C6). */
public non-sealed class Forbidden extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} word
     * @param detail a sentence that a person can act on
     */
    public Forbidden(String code, String detail) {
        super(code, detail);
    }
}
