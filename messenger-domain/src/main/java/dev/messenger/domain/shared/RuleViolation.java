package dev.messenger.domain.shared;

/** The values are well formed, but together or in the present state they break a business rule. */
public non-sealed class RuleViolation extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} code
     * @param detail a sentence on which a person can act
     */
    public RuleViolation(String code, String detail) {
        super(code, detail);
    }
}
