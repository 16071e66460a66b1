package dev.messenger.domain.shared;

/** The request contradicts the present state: a name is taken, a user is a member already. */
public non-sealed class Conflict extends MessengerException {

    private static final long serialVersionUID = 1L;

    public Conflict(String code, String detail) {
        super(code, detail);
    }
}
