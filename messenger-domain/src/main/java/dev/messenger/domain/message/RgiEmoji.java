package dev.messenger.domain.message;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The emoji that Unicode recommends for general interchange, except the five skin tones, which are parts of emoji (UTS #51 1.4.5). The table
 * is a resource, as the JDK knows only the Unicode of its release.
 */
final class RgiEmoji {

    private static final Pattern SELECTOR = Pattern.compile("(?<=[^\uFE0E\uFE0F])[\uFE0E\uFE0F](?![\uFE0E\uFE0F])");

    /** Each fully qualified emoji by its form without variation selectors. */
    private static final Map<String, String> BY_BARE_FORM = Arrays.stream(
                    ResourceBundle.getBundle("dev.messenger.domain.message.rgi-emoji", Locale.ROOT)
                            .getString("emoji")
                            .split(" ", -1))
            .collect(Collectors.toUnmodifiableMap(RgiEmoji::bare, emoji -> emoji));

    private RgiEmoji() {}

    /** All of them, fully qualified. */
    static Collection<String> all() {
        return BY_BARE_FORM.values();
    }

    /** The fully qualified form of {@code text}; null when it is not an emoji, with or without variation selectors. */
    static @Nullable String qualified(String text) {
        return BY_BARE_FORM.get(bare(text));
    }

    /** Drops the variation selector that follows a symbol; doubled ones stay, and match nothing. */
    private static String bare(String emoji) {
        return SELECTOR.matcher(emoji).replaceAll("");
    }
}
