package dev.messenger.domain.shared;

/** A value is missing, malformed or out of range. */
public non-sealed class InvalidValue extends MessengerException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the name of the field, such as {@code username}
     * @param problem what is wrong, and what is right, such as {@code must have 3 to 32 characters, has 2}
     */
    public InvalidValue(String field, String problem) {
        super("invalid_value", field + ": " + problem);
        this.field = field;
    }

    /** The name of the field. */
    public final String field() {
        return field;
    }
}
