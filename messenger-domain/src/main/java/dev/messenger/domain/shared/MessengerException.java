package dev.messenger.domain.shared;

/**
 * A refusal that the caller can understand and act on. The categories are sealed, so that a door (HTTP, a library caller)
 * can translate every one of them; features add their own kinds by extending a category.
 *
 * <p>Whatever is not a {@code MessengerException} is a programming error or a fault of the machine.
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
     * @param code a stable {@code snake_case} word that a client can branch on
     * @param detail a sentence that a person can act on; it never holds a secret
     */
    protected MessengerException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** The stable {@code snake_case} word of this refusal. */
    public final String code() {
        return code;
    }

    /** The sentence for a person. */
    public final String detail() {
        return String.valueOf(getMessage());
    }
}
