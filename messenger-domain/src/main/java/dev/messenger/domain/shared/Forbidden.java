package dev.messenger.domain.shared;

/** The caller can see the object, but may not perform this action on it (rule C6). */
public non-sealed class Forbidden extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} code
     * @param detail a sentence on which a person can act
     */
    public Forbidden(String code, String detail) {
        super(code, detail);
    }
}
