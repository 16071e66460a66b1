package dev.messenger.domain.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("U10")
class FoldedTextTest {

    /** Where the scripts that differ in case, accents or composition are, and emoji. */
    private static final int[][] BLOCKS = {
        {0x20, 0x7E},
        {0xA0, 0x24F},
        {0x250, 0x2AF},
        {0x300, 0x36F},
        {0x370, 0x3FF},
        {0x400, 0x52F},
        {0x531, 0x587},
        {0x5B0, 0x5EA},
        {0x620, 0x65F},
        {0x905, 0x94D},
        {0xE01, 0xE4E},
        {0x10A0, 0x10FF},
        {0x1100, 0x1200},
        {0x13A0, 0x13FD},
        {0x1C90, 0x1CBF},
        {0x1E00, 0x1FFE},
        {0x2000, 0x206F},
        {0x20D0, 0x20F0},
        {0x2100, 0x218B},
        {0x2460, 0x24FF},
        {0x3041, 0x30FF},
        {0x3131, 0x318E},
        {0x4E00, 0x4E80},
        {0xAB70, 0xABBF},
        {0xAC00, 0xD7A3},
        {0xFB00, 0xFB4F},
        {0xFE00, 0xFE0F},
        {0xFF01, 0xFFDC},
        {0x10400, 0x1044F},
        {0x1F300, 0x1F64F}
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, World!  | hello, world!",
                "İzmir          | izmir",
                "IĞDIR ığdır    | igdir igdir",
                "ΟΔΟΣ οδος      | οδοσ οδοσ",
                "Άρης ΐ         | αρησ ι",
                "Straße STRAẞE  | strasse strasse",
                "Ёлка ёж й      | елка еж и",
                "Łódź Đà Nẵng   | lodz da nang",
                "Søren ǿ Æther  | soren o aether",
                "Œuvre naïve    | oeuvre naive",
                "Ｆｕｌｌ　ｗｉｄｔｈ  | full width",
                "ｶﾞｷﾞ ガギ      | カキ カキ",
                "ﬁne oﬃce       | fine office",
                "ᏣᎳᎩ ꮳꮃꭹ        | ꮳꮃꭹ ꮳꮃꭹ",
                "ქართული ᲥᲐᲠᲗᲣᲚᲘ | ქართული ქართული",
                "안녕하세요     | 안녕하세요",
                "שָׁלוֹם           | שלום",
                "مُحَمَّد           | محمد",
                "½ ① ㎏ ™       | 1⁄2 1 kg tm",
                "it’s “so”      | it's \"so\"",
                "❤️ ❤ 1️⃣         | ❤ ❤ 1⃣",
                "𐐀𐐨             | 𐐨𐐨",
            })
    void lettersAlone(String text, String base) {
        assertThat(FoldedText.of(text).base()).isEqualTo(base);
        assertThat(FoldedText.of(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .base())
                .isEqualTo(base);
    }

    @Test
    void whiteSpaceIsOneBlankAndWhatNobodySeesIsGone() {
        assertThat(FoldedText.of(" a\u00a0\u3000b\r\n\tc\u2029").base()).isEqualTo("a b c");
        assertThat(FoldedText.of("a\u0001\u0085é").base()).isEqualTo("a e");
        assertThat(FoldedText.of("co\u00adop\u200bera\u2060te").base()).isEqualTo("cooperate");
        assertThat(FoldedText.of("\u200b\ufe0f")).isEqualTo(new FoldedText("", null));
    }

    @Test
    void accentsAreKeptBesideTheLetters() {
        assertThat(FoldedText.of("cafe").accented()).isNull();
        assertThat(FoldedText.of("CAFÉ").accented()).isEqualTo("cafe\u0001\u0301\u0002");
        assertThat(FoldedText.of("ế").accented()).isEqualTo("e\u0001\u0302\u0301\u0002");
        assertThat(FoldedText.of("\u0301a").base()).as("one without a letter").isEqualTo("\u0301a");
    }

    @Test
    void everyCharacterIsFoldedForGoodWhateverItsCaseAndForm() {
        List<String> wrong = new ArrayList<>();
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> Character.isDefined(point) && Character.getType(point) != Character.SURROGATE)
                .filter(point -> !withoutCase(point))
                .forEach(point -> {
                    String text = "x" + Character.toString(point) + "x";
                    FoldedText folded = FoldedText.of(text);
                    if (!FoldedText.of(folded.base()).base().equals(folded.base())
                            || !FoldedText.of(text.toLowerCase(Locale.ROOT)).equals(folded)
                            || !FoldedText.of(text.toUpperCase(Locale.ROOT))
                                    .base()
                                    .equals(folded.base())
                            || !FoldedText.of(Normalizer.normalize(text, Normalizer.Form.NFD))
                                    .equals(folded)
                            || !FoldedText.of(Normalizer.normalize(text, Normalizer.Form.NFKC))
                                    .equals(folded)) {
                        wrong.add("U+%04X %s".formatted(point, folded));
                    }
                });
        assertThat(wrong).isEmpty();
    }

    /** U+0345 is an accent below a vowel that becomes a letter of its own in upper case. */
    private static boolean withoutCase(int point) {
        return Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD)
                        .indexOf('\u0345')
                >= 0;
    }

    @Test
    void everyTextFindsItselfInEachFormAndWithoutItsAccents() {
        Random random = new Random(13);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random);
            FoldedText folded = FoldedText.of(text);
            assertThat(FoldedText.of(folded.base()).base()).as(text).isEqualTo(folded.base());
            for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
                FoldedText same = FoldedText.of(Normalizer.normalize(text, form));
                assertThat(same).as("%s in %s", text, form).isEqualTo(folded);
                assertFinds(Normalizer.normalize(text, form), folded);
            }
            assertFinds(text.toLowerCase(Locale.ROOT), folded);
            assertFinds(folded.base(), folded);
        }
    }

    private static void assertFinds(String query, FoldedText text) {
        SearchTerms.ofNames("x" + query, 1)
                .ifPresent(terms -> assertThat(terms.matches(FoldedText.of("x" + query)))
                        .as("%s in itself", query)
                        .isTrue());
        SearchTerms.of(query)
                .ifPresent(terms -> assertThat(terms.matches(text))
                        .as("%s in %s", query, text)
                        .isTrue());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(24);
        while (text.length() < length) {
            int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
            int run = 1 + random.nextInt(4);
            for (int i = 0; i < run; i++) {
                text.appendCodePoint(block[0] + random.nextInt(block[1] - block[0] + 1));
            }
            if (random.nextInt(4) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
