package dev.messenger.domain.message;

import dev.messenger.domain.account.Username;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the {@code @username}s in a text (rule M6), whether or not such a user exists. */
public final class Mentions {

    /** An at sign, full-width ones included, and a username; {@link #in} checks the characters around it. */
    private static final Pattern CANDIDATE = Pattern.compile("[@\uFF20\uFE6B]([A-Za-z][A-Za-z0-9_]{2,31})");

    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    /** Scripts whose words stand side by side, and Hangul, whose particles follow a name at once. */
    private static final Set<Character.UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.BOPOMOFO,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR,
            Character.UnicodeScript.TIBETAN,
            Character.UnicodeScript.YI);

    private static final Pattern HOST_AND_PATH =
            Pattern.compile("[\\w-]+(\\.[\\w-]+)+[/?#:]", Pattern.UNICODE_CHARACTER_CLASS);

    private Mentions() {}

    /**
     * The usernames that {@code text} mentions, each once, in order of appearance: not inside a word ({@code caf@bob},
     * {@code @bobé}), nor inside an address ({@code me@bob.org}, {@code https://example.org/@bob}).
     */
    public static Set<Username> in(MessageText text) {
        String value = text.value();
        Set<Username> mentioned = new LinkedHashSet<>();
        Matcher candidate = CANDIDATE.matcher(value);
        while (candidate.find()) {
            if (allowedBefore(value, candidate.start()) && allowedBehind(value, candidate.end())) {
                mentioned.add(new Username(candidate.group(1)));
            }
        }
        return mentioned;
    }

    private static boolean allowedBefore(String text, int sign) {
        if (sign == 0) {
            return true;
        }
        int before = text.codePointBefore(sign);
        return switch (before) {
            case '@', '\uFF20', '\uFE6B' -> false;
            case '+', '-', '%', '\'' -> !endsWord(text, sign - 1);
            case '/', '=', '?', '&', '#', ':' -> !isWebAddress(text, sign);
            default -> !endsWord(text, sign);
        };
    }

    private static boolean allowedBehind(String text, int end) {
        return end == text.length() || !(isWordPart(text.codePointAt(end)) || isSign(text.charAt(end)));
    }

    /** Whether a word ends at {@code end}. The digit of a keycap emoji, or a symbol with a variation selector, is no word. */
    private static boolean endsWord(String text, int end) {
        int base = end;
        boolean isEmoji = false;
        while (base > 0 && isMark(text.codePointBefore(base))) {
            int mark = text.codePointBefore(base);
            isEmoji |= mark == EMOJI_STYLE || mark == KEYCAP;
            base -= Character.charCount(mark);
        }
        return base > 0 && !isEmoji && isWordPart(text.codePointBefore(base));
    }

    /** Whether the characters before {@code end}, back to white space, start a link or a host with a path. */
    private static boolean isWebAddress(String text, int end) {
        int start = end;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        String beginning = text.substring(start, end);
        return beginning.contains("://") || HOST_AND_PATH.matcher(beginning).lookingAt();
    }

    private static boolean isSign(char character) {
        return character == '@' || character == '\uFF20' || character == '\uFE6B';
    }

    /** Part of a word in a script that puts spaces between words; in others a name begins and ends anywhere. */
    private static boolean isWordPart(int codePoint) {
        return codePoint == '_'
                || ((Character.isLetterOrDigit(codePoint) || isMark(codePoint))
                        && !WITHOUT_SPACES.contains(Character.UnicodeScript.of(codePoint)));
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
