package dev.messenger.domain.message;

import dev.messenger.domain.account.Username;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the {@code @username}s in a text (rule M6), whether or not such a user exists. */
public final class Mentions {

    /** An at sign and a username; the characters around it are checked separately. */
    private static final Pattern CANDIDATE = Pattern.compile("@([A-Za-z][A-Za-z0-9_]{2,31})");

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
            case '@' -> false;
            case '+', '-', '%', '\'' -> !endsWord(text, sign - 1);
            case '/', '=', '?', '&', '#', ':' -> !isWebAddress(text, sign);
            default -> !isWordPart(before);
        };
    }

    private static boolean allowedBehind(String text, int end) {
        return end == text.length() || !(isWordPart(text.codePointAt(end)) || text.charAt(end) == '@');
    }

    /** Whether a word ends at {@code end}: then the at sign may belong to an address such as {@code a+@b.c}. */
    private static boolean endsWord(String text, int end) {
        return end > 0 && isWordPart(text.codePointBefore(end));
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

    private static boolean isWordPart(int codePoint) {
        return codePoint == '_'
                || Character.isLetterOrDigit(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }
}
