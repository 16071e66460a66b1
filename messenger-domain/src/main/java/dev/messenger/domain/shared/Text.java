package dev.messenger.domain.shared;

import java.util.regex.Pattern;

/** Checks of text values. Lengths count Unicode code points, so that a limit means the same in every script. */
public final class Text {

    /** White space, control characters, {@code Default_Ignorable_Code_Point} and the Braille blank are invisible. */
    private static final Pattern VISIBLE = Pattern.compile(
            "[^\\p{IsWhite_Space}\\p{Cc}\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F"
                    + "\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
                    + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");

    /** Line breaks, control characters, and bidi embeddings, overrides and isolates (UAX #9). */
    private static final Pattern BREAKS_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

    private Text() {}

    /** The number of Unicode code points of {@code text}. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Trims {@code text} and checks its length. A text without a visible character counts as empty.
     *
     * @param field the name of the field, for the error
     * @return the trimmed text of {@code min..max} code points
     * @throws InvalidValue when it is shorter, longer, or not storable
     */
    public static String trimmed(String field, String text, int min, int max) {
        String trimmed = trim(storable(field, text));
        return sized(field, isVisible(trimmed) ? trimmed : "", min, max);
    }

    /**
     * {@link #trimmed} for a name that shares a line with other text.
     *
     * @throws InvalidValue also for a character that breaks the line or changes the reading direction of the text after it
     */
    public static String trimmedLine(String field, String text, int min, int max) {
        String trimmed = trimmed(field, text, min, max);
        if (BREAKS_LINE.matcher(trimmed).find()) {
            throw new InvalidValue(
                    field, "must be one line, without control characters or marks that change the reading direction");
        }
        return trimmed;
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

    /** {@code text} without the white space around it, no-break spaces included (property {@code White_Space}). */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether a reader sees anything. Unassigned code points count as visible, as a newer device may show them. */
    public static boolean isVisible(String text) {
        return VISIBLE.matcher(text).find();
    }

    private static boolean isWhiteSpace(char character) {
        return Character.isSpaceChar(character) || (character >= '\t' && character <= '\r') || character == 0x85;
    }

    /**
     * Refuses what no store and no client can hold: U+0000 and unpaired surrogates (rule C4).
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
