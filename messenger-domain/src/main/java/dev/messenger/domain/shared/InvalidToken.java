package dev.messenger.domain.shared;

/** A one-time token that is unknown, used up or expired. */
public non-sealed class InvalidToken extends MessengerException {

    private static final long serialVersionUID = 1L;

    public InvalidToken(String code, String detail) {
        super(code, detail);
    }
}
