package dev.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.InvalidValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M11")
class EmojiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "😀",
                "🎉",
                "🔥",
                "⭐",
                "❤️",
                "☺️",
                "©️",
                "ℹ️",
                "🅰️",
                "👍🏽",
                "👋🏿",
                "☝🏻",
                "✌🏼",
                "👩‍👩‍👧‍👦",
                "👨‍💻",
                "👩🏽‍🚀",
                "🏳️‍🌈",
                "🏴‍☠️",
                "❤️‍🔥",
                "🧑🏻‍❤️‍💋‍🧑🏿",
                "👁️‍🗨️",
                "🇩🇪",
                "🇺🇳",
                "🏴",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "1️⃣",
                "#️⃣",
                "*️⃣",
                "🇦🇿",
                "🇿🇦"
            })
    void oneEmojiIsKeptAsItIs(String text) {
        assertThat(new Emoji(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "❤, ❤️",
        "❤\uFE0E, ❤️",
        "👍️, 👍",
        "9⃣, 9️⃣",
        "0⃣, 0️⃣",
        "☝️🏻, ☝🏻",
        "👩‍❤‍👨, 👩‍❤️‍👨",
        "👁‍🗨, 👁️‍🗨️",
        "🏳‍🌈, 🏳️‍🌈"
    })
    void variationSelectorsMakeNoDifference(String sent, String kept) {
        assertThat(new Emoji(sent)).isEqualTo(new Emoji(kept));
        assertThat(new Emoji(sent).value()).isEqualTo(kept);
    }

    /** Unicode 17, which the JDK of the build does not know. */
    @Test
    void knowsTheNewestUnicode() {
        assertThat(new Emoji("\uD83E\uDEEA").value()).isEqualTo("\uD83E\uDEEA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "1",
                "#",
                "*",
                "ok",
                "é",
                "你",
                "!",
                "<",
                ":)",
                "👍 ",
                " 👍",
                "👍👍",
                "👍a",
                "a👍",
                "🇩",
                "🇩🇪🇫",
                "🇩🇪🇫🇷",
                "🇩👍",
                "1️",
                "1️⃣1️⃣",
                "a⃣",
                "⃣",
                "\u200D",
                "👍\u200D",
                "\u200D👍",
                "👩\u200D\u200D👩",
                "👩\u200Da",
                "\uFE0F",
                "\uFE0F❤",
                "🇦🇦",
                "🏽",
                "👩\u200D👩\u200D👩\u200D👩\u200D👩\u200D👩",
                "🏴\uDB40\uDC61\uDB40\uDC7F",
                "❤️️",
                "🏽🏽",
                "😀🏽",
                "👍🏽🏽",
                "🏴\uDB40\uDC67",
                "👍\uDB40\uDC67\uDB40\uDC7F",
                "👍\u0000",
                "\uD83D"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new Emoji(text))
                .isInstanceOfSatisfying(
                        InvalidValue.class, e -> assertThat(e.field()).isEqualTo("emoji"));
    }
}
