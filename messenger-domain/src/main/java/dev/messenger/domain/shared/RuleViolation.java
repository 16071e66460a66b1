package dev.messenger.domain.shared;

/** Each value is well formed, yet together, or in the present state, they break a rule of business. */
public non-sealed class RuleViolation extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} word
     * @param detail a sentence that a person can act on
     */
    public RuleViolation(String code, String detail) {
        super(code, detail);
    }
}
