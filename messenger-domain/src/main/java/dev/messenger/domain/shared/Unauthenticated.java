package dev.messenger.domain.shared;

/** The caller is not signed in, or their credentials are not valid any more. */
public non-sealed class Unauthenticated extends MessengerException {

    private static final long serialVersionUID = 1L;

    public Unauthenticated(String code, String detail) {
        super(code, detail);
    }

    /** The account of a valid access token was deleted. */
    public static Unauthenticated accountGone() {
        return new Unauthenticated("invalid_token", "The account of this token is gone.");
    }
}
