package dev.messenger.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M12")
@Tag("M20")
@Tag("M21")
@Tag("U10")
class SearchTermsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", " a ", "你", "😀", "\t"})
    void aQueryOfLessThanTwoCharactersIsNone(String query) {
        assertThat(SearchTerms.of(query)).isEmpty();
    }

    @Test
    void itsWordsAreTheTerms() {
        assertThat(bases("  Hello  WORLD hello ")).containsExactly("hello", "world");
        assertThat(bases("x\u00a0yz\u3000你好")).containsExactly("x", "yz", "你好");
    }

    @Test
    void aBlankThatIsNoWhiteSpaceIsNoTermEither() {
        assertThat(bases("\u00a0xy\u00a0")).containsExactly("xy");
    }

    @Test
    void singleCharactersAreOneTerm() {
        assertThat(bases("A b")).containsExactly("a b");
    }

    @Test
    void aPhraseIsOneTerm() {
        assertThat(bases("the \"Quick  brown\" fox")).containsExactly("the", "quick brown", "fox");
        assertThat(bases("“quick brown” 'the fox'")).containsExactly("quick brown", "'the", "fox'");
        assertThat(SearchTerms.of("\"john smith\" x").orElseThrow().whole()).isEqualTo("john smith x");
    }

    @Test
    void aPhraseGoesOnInTheNextLine() {
        SearchTerms terms = SearchTerms.of("\"a quick\" row").orElseThrow();
        assertThat(terms.matches(FoldedText.of("A\nQuick brown"))).isTrue();
        assertThat(terms.matches(FoldedText.of("quick brown, a"))).isFalse();
    }

    @Test
    void otherQuotationMarksAreOrdinary() {
        assertThat(bases("5\" and \"x \"\" \" yz\"")).containsExactly("5\"", "and", "\"x", "\"\"", "\"", "yz\"");
        assertThat(bases("\"ab\"c d")).containsExactly("\"ab\"c", "d");
    }

    @Test
    void aQueryIsNeverCut() {
        assertThat(bases(words(SearchTerms.MAX_TERMS))).hasSize(SearchTerms.MAX_TERMS);
        assertThatThrownBy(() -> SearchTerms.of(words(SearchTerms.MAX_TERMS + 1)))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("query: must have at most 32 words, has 33");
        assertThat(bases("é".repeat(SearchTerms.MAX_LENGTH))).hasSize(1);
        assertThatThrownBy(() -> SearchTerms.of("é".repeat(SearchTerms.MAX_LENGTH + 1)))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("query: must have at most 256 characters, has 257");
    }

    private static String words(int number) {
        return IntStream.range(0, number).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    private static List<String> bases(String query) {
        return SearchTerms.of(query).orElseThrow().bases();
    }

    @Test
    void namesAreSearchedWithoutTheirAt() {
        assertThat(SearchTerms.ofNames(" ＠Bo", 2).orElseThrow().bases()).containsExactly("bo");
        assertThat(SearchTerms.ofNames("@b", 2)).isEmpty();
        assertThat(SearchTerms.ofNames("@b", 1).orElseThrow().whole()).isEqualTo("b");
        assertThat(SearchTerms.ofNames("@\u200b", 1)).isEmpty();
    }

    @Test
    void aTermIsInAnyOfTheTexts() {
        SearchTerms terms = SearchTerms.of("smith john").orElseThrow();
        assertThat(terms.matches(FoldedText.of("John Smith"))).isTrue();
        assertThat(terms.matches(FoldedText.of("smith_1"), FoldedText.of("Johnny")))
                .isTrue();
        assertThat(terms.matches(FoldedText.of("Smith"))).isFalse();
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
                "İzmir          | İzmir",
                "İpek           | ipek",
                "ΟΔΟΣ           | ΟΔΟΣ",
                "ΟΔΟΣΑ          | οδος",
                "Straße         | STRASSE",
                "STRASSE        | straße",
                "Ёжик           | ежик",
                "Ёжик           | ЁЖИК",
                "café           | cafe",
                "café           | CAFÉ",
                "cafe\u0301     | caf\u00e9",
                "caf\u00e9      | cafe\u0301",
                "résumé         | résume",
                "résumé         | resumé",
                "phở bò         | pho bo",
                "Tiếng Việt     | tiêng viêt",
                "Ｈｅｌｌｏ     | hello",
                "hello          | ＨＥＬＬＯ",
                "ｶﾅ             | カナ",
                "Łódź           | lodz",
                "Ko\u0308ln.    | köln",
                "(a+b)* [é]$    | (a+b)* [é]$",
                "हिन्दी          | हिन्दी",
            })
    void matches(String text, String query) {
        assertThat(SearchTerms.of(query).orElseThrow().matches(FoldedText.of(text)))
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
                "cafe           | café",
                "resume         | résume",
                "résume         | resumé",
                "ежик           | ёжик",
                "tieng          | tiêng",
                "brown quick    | \"quick brown\"",
                "(a+b)* [e]$    | (a+b)* [é]$",
            })
    void doesNotMatch(String text, String query) {
        assertThat(SearchTerms.of(query).orElseThrow().matches(FoldedText.of(text)))
                .isFalse();
    }
}
