package dev.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.InvalidValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M11")
class EmojiTest {

    private static final String JOINER = "\u200D";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "😀",
                "🎉",
                "🔥",
                "⭐",
                "❤",
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
                "9⃣",
                "0⃣",
                "🇦🇿",
                "🇿🇦"
            })
    void oneEmojiIsKeptAsItIs(String text) {
        assertThat(new Emoji(text).value()).isEqualTo(text);
    }

    @Test
    void hasAtMost32CodePoints() {
        String longest = "❤️" + (JOINER + "👩").repeat(15);

        assertThat(new Emoji(longest).value()).isEqualTo(longest);
        assertThatThrownBy(() -> new Emoji("👩" + (JOINER + "👩").repeat(16))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void theTagsOfAFlagReachFromBlankToTilde() {
        for (int tag : new int[] {0xE0020, 0xE007E}) {
            String flag = "🏴" + Character.toString(tag) + Character.toString(0xE007F);
            assertThat(new Emoji(flag).value()).isEqualTo(flag);
        }
        for (int beside : new int[] {0xE001F, 0xE0080}) {
            String flag = "🏴" + Character.toString(beside) + Character.toString(0xE007F);
            assertThatThrownBy(() -> new Emoji(flag)).isInstanceOf(InvalidValue.class);
        }
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
                "❤\uFE0E",
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

    @Test
    void aSequenceHasAnEnd() {
        assertThatThrownBy(() -> new Emoji("👩" + (JOINER + "👩").repeat(20))).isInstanceOf(InvalidValue.class);
    }
}
