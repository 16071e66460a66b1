package dev.messenger.domain.shared;

/** Checks of text values. Lengths count Unicode code points, so that a limit means the same in every script. */
public final class Text {

    private Text() {}

    /** The number of Unicode code points of {@code text}. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Trims {@code text} (Unicode white space) and checks its length.
     *
     * @param field the name of the field, for the error
     * @return the trimmed text of {@code min..max} code points
     * @throws InvalidValue when it is shorter, longer, or not storable
     */
    public static String trimmed(String field, String text, int min, int max) {
        return sized(field, text.strip(), min, max);
    }

    /**
     * Checks the length of {@code text}.
     *
     * @return {@code text} itself
     * @throws InvalidValue when it is shorter than {@code min} code points, longer than {@code max}, or not storable
     */
    public static String sized(String field, String text, int min, int max) {
        int length = length(storable(field, text));
        if (length < min || length > max) {
            throw new InvalidValue(field, "must have %d to %d characters, has %d".formatted(min, max, length));
        }
        return text;
    }

    /** The text of a search for a name: trimmed, without one leading {@code @}. */
    public static String searched(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("@") ? trimmed.substring(1) : trimmed;
    }

    /**
     * Refuses characters that cannot be stored: U+0000 and unpaired surrogates (rule C4).
     *
     * @return {@code text} itself
     * @throws InvalidValue when it contains one
     */
    public static String storable(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new InvalidValue(field, "must not contain the character U+0000");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new InvalidValue(field, "must not contain an unpaired surrogate");
            }
        }
        return text;
    }
}
