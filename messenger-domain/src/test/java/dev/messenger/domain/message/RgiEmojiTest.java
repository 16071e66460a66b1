package dev.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M11")
class RgiEmojiTest {

    /** ICU is the source of the table. When a newer ICU knows more, the failure lists what to add. */
    @Test
    void theTableIsThatOfIcu() {
        List<String> expected = new ArrayList<>();
        new UnicodeSet("[[:RGI_Emoji:] - [\\U0001F3FB-\\U0001F3FF]]").forEach(expected::add);

        assertThat(RgiEmoji.all()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyEmojiIsFoundWithAndWithoutSelectors() {
        for (String emoji : RgiEmoji.all()) {
            assertThat(RgiEmoji.qualified(emoji)).isEqualTo(emoji);
            assertThat(RgiEmoji.qualified(emoji.replace("\uFE0F", ""))).isEqualTo(emoji);
        }
    }
}
