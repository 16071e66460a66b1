package dev.messenger.domain.message;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.util.Set;

/**
 * The text of a message, exactly as it was sent (rule M1).
 *
 * @param value 1 to 4096 Unicode code points, at least one of them visible
 */
public record MessageText(String value) {

    /** In Unicode code points. */
    public static final int MAX_LENGTH = 4096;

    /** Invisible letters and marks: Hangul fillers, the Braille blank, variation selectors, joiner. */
    private static final Set<Integer> BLANK_LETTERS =
            Set.of(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0x034F, 0xFE0E, 0xFE0F, 0x17B4, 0x17B5);

    /** @throws InvalidValue when it is empty, too long, blank, or not storable */
    public MessageText {
        Text.sized("text", value, 1, MAX_LENGTH);
        if (value.codePoints().noneMatch(MessageText::visible)) {
            throw new InvalidValue("text", "must have something visible in it");
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> !BLANK_LETTERS.contains(codePoint);
        };
    }
}
