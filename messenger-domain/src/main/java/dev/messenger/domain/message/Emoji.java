package dev.messenger.domain.message;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * One emoji, as a reaction (rule M11): a symbol with or without a modifier, a sequence joined by ZWJ, a flag, a keycap. The
 * Unicode data of the JDK decides.
 *
 * @param value its code points as they were sent
 */
public record Emoji(String value) {

    private static final int MAX_CODE_POINTS = 32;
    private static final int JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007E;
    private static final int END_OF_TAGS = 0xE007F;

    /** @throws InvalidValue when {@code value} is not exactly one emoji */
    public Emoji {
        int[] points = Text.storable("emoji", value)
                .codePoints()
                .limit(MAX_CODE_POINTS + 1L)
                .toArray();
        if (points.length == 0 || points.length > MAX_CODE_POINTS || !isOne(points)) {
            throw new InvalidValue("emoji", "must be one emoji");
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isOne(int[] points) {
        if (isRegion(points[0])) {
            return points.length == 2 && isRegion(points[1]);
        }
        if (isKeycapBase(points[0])) {
            return points[points.length - 1] == KEYCAP
                    && (points.length == 2 || (points.length == 3 && points[1] == EMOJI_STYLE));
        }
        int at = element(points, 0);
        while (at > 0 && at < points.length) {
            at = points[at] == JOINER ? element(points, at + 1) : 0;
        }
        return at == points.length;
    }

    /** The end of the element at {@code start}, a symbol and its modifiers; zero when there is none. */
    private static int element(int[] points, int start) {
        if (start >= points.length || !isSymbol(points[start])) {
            return 0;
        }
        int next = start + 1;
        if (next < points.length && points[next] == EMOJI_STYLE) {
            return next + 1;
        }
        if (next < points.length && Character.isEmojiModifier(points[next])) {
            return Character.isEmojiModifierBase(points[start]) ? next + 1 : 0;
        }
        return points[start] == BLACK_FLAG ? afterTags(points, next) : next;
    }

    /** The end of a regional flag: the black flag, then the letters of the region as tags. */
    private static int afterTags(int[] points, int start) {
        int at = start;
        while (at < points.length && points[at] >= FIRST_TAG && points[at] <= LAST_TAG) {
            at++;
        }
        if (at == start) {
            return start;
        }
        return at < points.length && points[at] == END_OF_TAGS ? at + 1 : 0;
    }

    private static boolean isSymbol(int codePoint) {
        return Character.isEmoji(codePoint) && !isKeycapBase(codePoint) && !isRegion(codePoint);
    }

    private static boolean isRegion(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static boolean isKeycapBase(int codePoint) {
        return (codePoint >= '0' && codePoint <= '9') || codePoint == '#' || codePoint == '*';
    }
}
