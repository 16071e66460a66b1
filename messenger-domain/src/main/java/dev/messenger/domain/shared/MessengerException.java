package dev.messenger.domain.shared;

/**
 * A refusal on which the caller can act. The categories are sealed, so that a caller (the HTTP adapter, an embedding program)
 * can handle each of them. Features extend a category.
 *
 * <p>Any other exception is a programming error or a fault of the machine.
 */
public abstract sealed class MessengerException extends RuntimeException
        permits NotFound,
                Forbidden,
                Conflict,
                RuleViolation,
                InvalidValue,
                InvalidToken,
                RateLimited,
                Unavailable,
                Unauthenticated {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code a stable {@code snake_case} code on which a client can branch
     * @param detail a sentence on which a person can act; it contains no secret
     */
    protected MessengerException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** The stable {@code snake_case} code of this refusal. */
    public final String code() {
        return code;
    }

    /** A sentence for a person. */
    public final String detail() {
        return String.valueOf(getMessage());
    }
}
