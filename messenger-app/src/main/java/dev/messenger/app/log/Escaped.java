package dev.messenger.app.log;

import org.jspecify.annotations.Nullable;

/** Escapes what could break a line of the log, steer a terminal or reorder what a person reads (rule C21). */
final class Escaped {

    private Escaped() {}

    /** The text with escapes as Java has them: a line feed is {@code \}{@code u000a}. Unchanged texts are returned as they are. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHarmful(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    /** As {@link #of(String)}; null stays null. */
    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmful(c)) {
                line.append("\\u%04x".formatted((int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    private static boolean isHarmful(char c) {
        if (c >= ' ' && c <= '~') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
