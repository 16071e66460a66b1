package dev.messenger.domain.shared;

import java.util.Arrays;

/**
 * Checks that texts from outside share. Lengths are counted in Unicode code points, so that a limit means the same in
 * every script.
 */
public final class Text {

    private static final int BRAILLE_BLANK = 0x2800;

    /** The property {@code Default_Ignorable_Code_Point}, unassigned ones included. */
    private static final int[][] IGNORABLE = {
        {0x00AD, 0x00AD},
        {0x034F, 0x034F},
        {0x061C, 0x061C},
        {0x115F, 0x1160},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x200B, 0x200F},
        {0x202A, 0x202E},
        {0x2060, 0x206F},
        {0x3164, 0x3164},
        {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFF8},
        {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A},
        {0xE0000, 0xE0FFF}
    };

    private Text() {}

    /** The number of Unicode code points of {@code text}. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Trims {@code text} and checks its length.
     *
     * @param field the name for the error
     * @return the trimmed text of {@code min..max} code points; empty, if that is allowed, when nothing of it is visible
     * @throws InvalidValue when it is shorter, longer, not storable, or has nothing visible although {@code min} is above 0
     */
    public static String trimmed(String field, String text, int min, int max) {
        String trimmed = trim(storable(field, text));
        if (!isVisible(trimmed)) {
            trimmed = "";
        }
        int length = length(trimmed);
        if (length < min || length > max) {
            throw new InvalidValue(field, "must have %d to %d characters, has %d".formatted(min, max, length));
        }
        return trimmed;
    }

    /**
     * {@link #trimmed} for a name that stands in a line with others: it must not break the line or turn the reading direction
     * of what follows it.
     *
     * @throws InvalidValue also for a line break, a control character, or a bidi embedding, override or isolate (UAX #9)
     */
    public static String trimmedLine(String field, String text, int min, int max) {
        String trimmed = trimmed(field, text, min, max);
        if (trimmed.codePoints().anyMatch(Text::breaksLine)) {
            throw new InvalidValue(
                    field, "must be one line, without control characters or marks that turn the reading direction");
        }
        return trimmed;
    }

    /** {@code text} without the white space around it: all of Unicode's, no-break spaces too. */
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

    /**
     * Whether a reader sees anything of {@code text}. White space, control characters and what Unicode calls default ignorable
     * show nothing; code points that no character is assigned to yet count as visible, as a newer device may show them.
     */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(Text::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return !isWhiteSpace(codePoint)
                && Character.getType(codePoint) != Character.CONTROL
                && codePoint != BRAILLE_BLANK
                && Arrays.stream(IGNORABLE).noneMatch(range -> codePoint >= range[0] && codePoint <= range[1]);
    }

    /** The property {@code White_Space}. */
    private static boolean isWhiteSpace(int codePoint) {
        return Character.isSpaceChar(codePoint) || (codePoint >= '\t' && codePoint <= '\r') || codePoint == 0x85;
    }

    private static boolean breaksLine(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        };
    }

    /**
     * Refuses what no store and no client can hold: U+0000 and unpaired surrogates (rule C4).
     *
     * @return {@code text} itself
     * @throws InvalidValue when it holds either
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
