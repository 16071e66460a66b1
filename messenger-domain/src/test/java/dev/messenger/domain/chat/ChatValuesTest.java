package dev.messenger.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.shared.Refusal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("H2")
class ChatValuesTest {

    @ParameterizedTest
    @CsvSource({
        "abcde, abcde",
        "My_Group1, my_group1",
        "a____, a____",
        "abcdefghijklmnopqrstuvwxyz012345, abcdefghijklmnopqrstuvwxyz012345"
    })
    void readsHandles(String typed, String canonical) {
        assertThat(new Handle(typed).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abcd",
                "1abcd",
                "_abcd",
                "ab cd",
                "ab-cd",
                "abcde\u200b",
                "äbcde",
                "аbcde",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void refusesWhatIsNoHandle(String typed) {
        Refusal.of("handle", typed, () -> new Handle(typed));
    }

    @Test
    void trimsHandles() {
        assertThat(new Handle("\u00a0Garden\n").value()).isEqualTo("garden");
    }

    @Test
    void boundsTitles() {
        assertThat(new Title(" Garden ").value()).isEqualTo("Garden");
        assertThat(new Title("\u00a0Garden\u202f").value()).isEqualTo("Garden");
        assertThat(new Title("😀".repeat(100)).value()).hasSize(200);
        for (String typed :
                List.of("", "  ", "\u00a0", "\u200b", "\u3164", "a\nb", "a\u202eb", "x".repeat(101), "a\0")) {
            Refusal.of("title", typed, () -> new Title(typed));
        }
    }

    @Test
    void boundsDescriptions() {
        assertThat(new Description("x".repeat(500)).value()).hasSize(500);
        assertThat(new Description("").value()).isEmpty();
        assertThat(new Description("\u200b\u00a0").value())
                .as("nothing visible")
                .isEmpty();
        assertThat(new Description("One\nTwo").value()).as("may have lines").isEqualTo("One\nTwo");
        for (String typed : List.of("x".repeat(501), "a\0", "\ud83d")) {
            Refusal.of("description", typed, () -> new Description(typed));
        }
    }

    @Test
    @Tag("H15")
    void publicIdsHaveOneShape() {
        assertThat(new PublicId("A1B2C3D4E5F6G7H8J9K0L1M2").toString()).isEqualTo("A1B2C3D4E5F6G7H8J9K0L1M2");
        for (String typed : List.of(
                "", "A".repeat(23), "A".repeat(25), "a".repeat(24), "A".repeat(23) + "-", "A".repeat(23) + "А")) {
            Refusal.of("public_id", typed, () -> new PublicId(typed));
        }
    }
}
