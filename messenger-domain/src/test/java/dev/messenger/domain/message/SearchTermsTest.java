package dev.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.InvalidValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M12")
class SearchTermsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", " a ", "你", "😀", "\t"})
    void aQueryOfLessThanTwoCharactersIsNone(String query) {
        assertThat(SearchTerms.of(query)).isEmpty();
    }

    @Test
    void itsWordsAreTheTerms() {
        assertThat(SearchTerms.of("  Hello  WORLD hello ").orElseThrow().values())
                .containsExactly("hello", "world");
        assertThat(SearchTerms.of("x\u00a0yz\u3000你好").orElseThrow().values()).containsExactly("x", "yz", "你好");
    }

    @Test
    void aBlankThatIsNoWhiteSpaceIsNoTermEither() {
        assertThat(SearchTerms.of("\u00a0xy\u00a0").orElseThrow().values()).containsExactly("xy");
    }

    @Test
    void singleCharactersAreOneTerm() {
        assertThat(SearchTerms.of("A b").orElseThrow().values()).containsExactly("a b");
    }

    @Test
    void hasABoundedNumberOfTerms() {
        assertThat(SearchTerms.of("ab ".repeat(5_000) + "cd").orElseThrow().values())
                .hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void whatNoTextCanHoldIsRefused() {
        assertThatThrownBy(() -> SearchTerms.of("ab\u0000")).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello world    | world",
                "Hello world    | WORLD",
                "Hello world    | orl",
                "Hello world    | world hello",
                "100% sure      | 0%",
                "a_b            | a_b",
                "back\\slash    | k\\s",
                "Привет, Мир    | привет",
                "привет         | ИВЕ",
                "ΟΔΟΣ           | οδος",
                "你好世界       | 世界",
                "こんにちは     | にち",
                "안녕하세요     | 하세",
                "Grüße          | GRÜ",
                "שלום           | לו",
            })
    void matches(String text, String query) {
        assertThat(SearchTerms.of(query).orElseThrow().matches(new MessageText(text)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello world    | word",
                "Hello world    | hello moon",
                "1000 sure      | 0%",
                "axb            | a_b",
                "你好世界       | 好界",
            })
    void doesNotMatch(String text, String query) {
        assertThat(SearchTerms.of(query).orElseThrow().matches(new MessageText(text)))
                .isFalse();
    }
}
