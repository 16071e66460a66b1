package dev.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.account.Username;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M6")
class MentionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "@bob                         | bob",
                "@bob hello                   | bob",
                "hello @bob                   | bob",
                "(@bob)                       | bob",
                "@bob, @ann!                  | bob ann",
                "@bob.                        | bob",
                "@bob's cat                   | bob",
                "«@bob»                       | bob",
                "- @bob                       | bob",
                "-@bob                        | bob",
                "@bob/@ann                    | bob ann",
                "cc:@bob                      | bob",
                "@BoB                         | bob",
                "@bob @Bob @BOB               | bob",
                "@ann @bob @ann               | ann bob",
                "@bob_2                       | bob_2",
                "👍@bob👍                     | bob",
                "❤️@bob❤️                     | bob",
                "1️⃣@bob                       | bob",
                "👍🏽@bob                       | bob",
                "👩‍💻@bob                       | bob",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿@bob                       | bob",
                "请@bob看                      | bob",
                "こんにちは@bobさん              | bob",
                "สวัสดี@bob                     | bob",
                "@bob님                        | bob",
                "＠bob                         | bob",
                "请＠bob，＠ann                 | bob ann",
                "@abcdefghijklmnopqrstuvwxyzabcdef | abcdefghijklmnopqrstuvwxyzabcdef",
            })
    void mentions(String text, String usernames) {
        assertThat(Mentions.in(new MessageText(text)))
                .containsExactlyElementsOf(Arrays.stream(usernames.split(" ", -1))
                        .map(Username::new)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "bob",
                "@",
                "@ bob",
                "@bo",
                "@1bob",
                "@_bob",
                "hi@bob",
                "me@bob.org",
                "me.too@bob.org",
                "me+tag+@bob.org",
                "me-@bob.org",
                "me_@bob.org",
                "@bob@example.org",
                "@@bob",
                "＠@bob",
                "me＠bob.org",
                "१२@bob",
                "https://example.org/@bob",
                "https://example.org/?by=@bob",
                "example.org/@bob",
                "caf\u00e9@bob",
                "@bob\u00e9",
                "@bobe\u0301",
                "привет@bob",
                "@bobпривет",
                "१@bob",
                "@abcdefghijklmnopqrstuvwxyzabcdefg",
            })
    void mentionsNobody(String text) {
        assertThat(Mentions.in(new MessageText(text))).isEqualTo(java.util.Set.copyOf(List.<Username>of()));
    }
}
