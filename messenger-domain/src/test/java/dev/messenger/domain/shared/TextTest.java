package dev.messenger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void countsCodePoints() {
        assertThat(Text.length("")).isZero();
        assertThat(Text.length("aß日")).isEqualTo(3);
        assertThat(Text.length("😀👩‍👩‍👧")).isEqualTo(6);
    }

    @Test
    void trimsWhiteSpaceOfEveryScript() {
        assertThat(Text.trimmed("field", "\u3000 \t a b\n\u2003", 1, 10)).isEqualTo("a b");
    }

    @Tag("C14")
    @Test
    void trimsNoBreakSpaces() {
        assertThat(Text.trimmed("field", "\u00a0\u202f\u2007\u0085a\u00a0b\u00a0", 1, 10))
                .isEqualTo("a\u00a0b");
    }

    @Tag("C14")
    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u00ad\u00a0", "\u3164", "\u2800", "\ufe0f", "\u202e", "\u0007"})
    void whatShowsNothingIsNothing(String text) {
        assertThat(Text.trimmed("field", text, 0, 10)).isEmpty();
        assertThatThrownBy(() -> Text.trimmed("field", text, 1, 10)).hasMessageEndingWith("has 0");
    }

    @Tag("C14")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\tb",
                "a\u0007b",
                "a\u202eb",
                "a\u2066b",
                "\u202ea"
            })
    void aLineHasNoBreakControlOrTurn(String text) {
        Refusal.of("field", text, () -> Text.trimmedLine("field", text, 1, 10));
    }

    @Tag("C14")
    @ParameterizedTest
    @ValueSource(strings = {"a b", "می\u200cخواهم", "שלום\u200f!", "👩\u200d💻", "\ud83e\udeea"})
    void aLineKeepsJoinersAndMarks(String text) {
        assertThat(Text.trimmedLine("field", text, 1, 10)).isEqualTo(text);
    }

    @Test
    void saysTheLimitAndTheOffendingLength() {
        assertThatThrownBy(() -> Text.trimmed("field", "abcd", 1, 3))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("field: must have 1 to 3 characters, has 4");
        assertThatThrownBy(() -> Text.trimmed("field", "   ", 1, 3)).hasMessageEndingWith("has 0");
        assertThat(Text.trimmed("field", " 😀😀😀 ", 1, 3))
                .as("at the limit, after trimming")
                .isEqualTo("😀😀😀");
    }

    @Tag("C4")
    @ParameterizedTest
    @ValueSource(
            strings = {"\0", "a\0b", "\ud83d", "a\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83dx"})
    void refusesWhatCannotBeStored(String text) {
        Refusal.of("field", text, () -> Text.storable("field", text));
    }

    @Tag("C4")
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "😀", "a😀b", "\u0001", "\uffff", "\ufeff"})
    void leavesEverythingElseAsItIs(String text) {
        assertThat(Text.storable("field", text)).isEqualTo(text);
    }
}
