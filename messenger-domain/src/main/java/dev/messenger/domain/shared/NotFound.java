package dev.messenger.domain.shared;

/** The object does not exist, or the caller may not see it; the two look the same (rule C6). */
public non-sealed class NotFound extends MessengerException {

    private static final long serialVersionUID = 1L;

    public NotFound(String code, String detail) {
        super(code, detail);
    }
}
