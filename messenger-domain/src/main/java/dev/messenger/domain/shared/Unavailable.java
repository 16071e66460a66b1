package dev.messenger.domain.shared;

/** A required service (mail, object store) does not answer; nothing was changed, and the caller may try again. */
public non-sealed class Unavailable extends MessengerException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String code, String detail) {
        super(code, detail);
    }
}
