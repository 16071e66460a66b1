package dev.messenger.domain.shared;

/** The values are well formed, but together or in the present state they break a business rule. */
public non-sealed class RuleViolation extends MessengerException {

    private static final long serialVersionUID = 1L;

    public RuleViolation(String code, String detail) {
        super(code, detail);
    }
}
