package dev.messenger.domain.shared;

/** The caller can see the object, but may not perform this action on it (rule C6). */
public non-sealed class Forbidden extends MessengerException {

    private static final long serialVersionUID = 1L;

    public Forbidden(String code, String detail) {
        super(code, detail);
    }
}
