package dev.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.shared.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M1")
class MessageTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " a ",
                "\na\n",
                "  leading and trailing  ",
                "😀",
                "👩‍👩‍👧‍👦",
                "❤️",
                "🏳️‍🌈",
                "1️⃣",
                "日本語",
                "שלום",
                "مرحبا",
                "é",
                "e\u0301",
                ".",
                "\u200ba",
                "\u202etxet",
                "\ufffd",
                "\u3164x",
                "ㅤ!",
                "한",
                "\ud83e\udeea", // Unicode 17, newer than the JDK
                "\u0378", // assigned to nothing yet
                "\ue000" // private use
            })
    void keepsWhatHasSomethingVisibleExactly(String text) {
        assertThat(new MessageText(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n",
                "\u00a0", // no-break space
                "\u3000", // ideographic space
                "\u2028\u2029",
                "\u200b", // zero width space
                "\u200c\u200d", // joiners
                "\u2060\ufeff", // word joiner, byte order mark
                "\u00ad", // soft hyphen
                "\u202e", // right-to-left override
                "\u2800", // Braille blank
                "\u3164", // Hangul filler
                "\uffa0\u115f\u1160",
                "\u180e", // Mongolian vowel separator
                "\ufe0f", // variation selector
                "\udb40\udc41", // tag letter
                "\u0001\u007f",
                " \u200b \u3164 "
            })
    void refusesWhatShowsNothing(String text) {
        Refusal.of("text", text, () -> new MessageText(text));
    }

    @Test
    void boundsTheLengthInCodePoints() {
        String longest = "😀".repeat(4_096);
        assertThat(new MessageText(longest).value()).isEqualTo(longest);
        Refusal.of("text", "4097 emojis", () -> new MessageText(longest + "😀"));
        Refusal.of("text", "4097 letters", () -> new MessageText("x".repeat(4_097)));
        Refusal.of("text", "4097 with white space", () -> new MessageText(" ".repeat(4_096) + "x"));
    }

    @Tag("C4")
    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud83d", "\ude00a", "\ud83d\ud83d"})
    void refusesWhatCannotBeStored(String text) {
        Refusal.of("text", text, () -> new MessageText(text));
    }
}
