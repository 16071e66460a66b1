package dev.messenger.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.shared.Refusal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A1")
class AccountValuesTest {

    @Test
    @Tag("E1")
    void externalIdsAreKeptAsTheyAre() {
        for (String id : List.of("7", " Order-7 ", "ключ 🔑", "x".repeat(255))) {
            assertThat(new ExternalId(id).value()).isEqualTo(id);
            assertThat(new ExternalId(id)).hasToString(id);
        }
        for (String id : List.of("", "x".repeat(256), "a\0", "\ud83d")) {
            Refusal.of("external_id", id, () -> new ExternalId(id));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@example.com",
        "' Ann@Example.COM ', ann@example.com",
        "a@b.c, a@b.c",
        "first.last+tag@sub.example.co.uk, first.last+tag@sub.example.co.uk",
        "o'neil_99-x@ex-ample.org, o'neil_99-x@ex-ample.org",
        "ПОЧТА@пример.рф, почта@xn--e1afmkfd.xn--p1ai",
        "ann@Bücher.example, ann@xn--bcher-kva.example",
        "ann@bu\u0308cher.example, ann@xn--bcher-kva.example",
        "ann@XN--BCHER-KVA.example, ann@xn--bcher-kva.example",
        "ann@例え。テスト, ann@xn--r8jz45g.xn--zckzah",
        "'\u00a0ann@ｅｘａｍｐｌｅ.com\u202f', ann@example.com",
        "jose\u0301@example.com, jos\u00e9@example.com",
        "paweł@example.com, paweł@example.com",
        "x@1.2.example, x@1.2.example"
    })
    void readsAddresses(String typed, String canonical) {
        assertThat(new Email(typed).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ann",
                "@",
                "@example.com",
                "ann@",
                "ann@example",
                "ann@@example.com",
                "ann@b@example.com",
                "an n@example.com",
                "ann@exam ple.com",
                ".ann@example.com",
                "ann.@example.com",
                "a..b@example.com",
                "ann@.example.com",
                "ann@example..com",
                "ann@example.com.",
                "ann@-example.com",
                "ann@straße.example",
                "ann@ex\u200dample.com",
                "ann@üxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.example",
                "ann@example-.com",
                "Ann <ann@example.com>",
                "ann@example.com, bob@example.com",
                "ann@[127.0.0.1]",
                "\"a b\"@example.com",
                "ann@example.com\nBcc: bob@example.com",
                "ann\0@example.com",
                "ann\ud800@example.com",
                "mailto:ann@example.com"
            })
    void refusesWhatIsNoAddress(String typed) {
        Refusal.of("email", typed, () -> new Email(typed));
    }

    @Test
    void tellsWhichAddressesNeedMoreThanAscii() {
        assertThat(new Email("ann@bücher.example").needsSmtpUtf8()).isFalse();
        assertThat(new Email("paweł@example.com").needsSmtpUtf8()).isTrue();
    }

    @Test
    void boundsAddresses() {
        String local64 = "x".repeat(64);
        assertThat(new Email(local64 + "@example.com").value()).startsWith(local64);
        Refusal.of("email", "65 before the @", () -> new Email(local64 + "x@example.com"));

        String longest = local64 + "@" + ("y".repeat(63) + ".").repeat(2) + "y".repeat(57) + ".com";
        assertThat(longest).hasSize(254);
        assertThat(new Email(longest).value()).isEqualTo(longest);
        Refusal.of("email", "255 in all", () -> new Email(longest + "m"));
    }

    @Test
    void readsHostileAddressesInNoTime() {
        String hostile = "a@" + "a".repeat(240) + "!";
        Refusal.of("email", hostile, () -> new Email(hostile));
        String endless = "a.".repeat(120) + "@";
        Refusal.of("email", endless, () -> new Email(endless));
    }

    @ParameterizedTest
    @CsvSource({
        "ann, ann",
        "Ann_1, ann_1",
        "ABC, abc",
        "a__, a__",
        "abcdefghijklmnopqrstuvwxyz012345, abcdefghijklmnopqrstuvwxyz012345"
    })
    void readsUsernames(String typed, String canonical) {
        assertThat(new Username(typed).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "1ab",
                "_ab",
                "a b",
                "a-b",
                "a.b",
                " ann",
                "ann\n",
                "änn",
                "аnn",
                "ann\0",
                "ıan",
                "İan",
                "abcdefghijklmnopqrstuvwxyz0123456",
                "ann\ud83d\ude00"
            })
    void refusesWhatIsNoUsername(String typed) {
        Refusal.of("username", typed, () -> new Username(typed));
    }

    @Test
    void readsNames() {
        assertThat(new DisplayName("  Ann  Lee ").value()).isEqualTo("Ann  Lee");
        assertThat(new DisplayName("😀".repeat(100)).value()).isEqualTo("😀".repeat(100));
        for (String typed : List.of("", " \t\n", "x".repeat(101), "a\0", "\ud83d")) {
            Refusal.of("name", typed, () -> new DisplayName(typed));
        }
    }

    @Test
    void comparesPasswordsHoweverTheKeyboardWritesAccents() {
        Password composed = Password.chosen("password", "caf\u00e9 caf\u00e9");
        assertThat(new Password("cafe\u0301 cafe\u0301")).isEqualTo(composed);
        Refusal.of("password", "8 marks on 7 letters", () -> Password.chosen("password", "e\u0301".repeat(7)));
    }

    @Test
    void boundsNewPasswords() {
        assertThat(Password.chosen("password", "12345678").value()).isEqualTo("12345678");
        assertThat(Password.chosen("password", " 8 chars").value())
                .as("kept as typed")
                .isEqualTo(" 8 chars");
        assertThat(Password.chosen("password", "😀".repeat(128)).plausible()).isTrue();
        for (String typed : List.of("", "1234567", "😀".repeat(7), "x".repeat(129), "12345678\0", "1234567\ud83d8")) {
            Refusal.of("password", typed, () -> Password.chosen("password", typed));
        }
    }

    @Test
    @Tag("A10")
    void passwordsAndHashesShowInNoText() {
        assertThat(new Password("correct horse").toString()).doesNotContain("horse");
        assertThat(new PasswordHash("$argon2id$secret").toString()).doesNotContain("secret");
    }

    @Test
    void aLongPasswordIsNobodys() {
        assertThat(new Password("x".repeat(128)).plausible()).isTrue();
        assertThat(new Password("x".repeat(129)).plausible()).isFalse();
    }
}
