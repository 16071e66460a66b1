package dev.messenger.domain.shared;

/** A single value that is missing, malformed or out of range. */
public non-sealed class InvalidValue extends MessengerException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the name of the value as the caller knows it, such as {@code username}
     * @param problem what is wrong and what would be right, such as {@code must have 3 to 32 characters, has 2}
     */
    public InvalidValue(String field, String problem) {
        super("invalid_value", field + ": " + problem);
        this.field = field;
    }

    /** The name of the value as the caller knows it. */
    public final String field() {
        return field;
    }
}
