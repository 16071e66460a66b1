package dev.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageValuesTest {

    @Test
    @Tag("M2")
    void boundsClientIds() {
        assertThat(new ClientMessageId("client-msg-0001").value()).isEqualTo("client-msg-0001");
        assertThat(new ClientMessageId(" ").value()).as("kept as it is").isEqualTo(" ");
        assertThat(new ClientMessageId("😀".repeat(64)).value()).hasSize(128);
        for (String typed : List.of("", "x".repeat(65), "a\0", "\ud83d")) {
            Refusal.of("client_message_id", typed, () -> new ClientMessageId(typed));
        }
    }

    @Test
    @Tag("C2")
    void idsArePositiveAndOrdered() {
        for (LongFunction<Object> id :
                List.<LongFunction<Object>>of(MessageId::new, ChatId::new, UserId::new, AttachmentId::new)) {
            assertThat(id.apply(1)).hasToString("1").isEqualTo(id.apply(1)).isNotEqualTo(id.apply(2));
            for (long value : new long[] {0, -1, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> id.apply(value))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("" + value);
            }
        }
        assertThat(new MessageId(10)).isGreaterThan(new MessageId(9));
        assertThat(new ChatId(10)).isGreaterThan(new ChatId(9));
        assertThat(new UserId(10)).isGreaterThan(new UserId(9));
        assertThat(new AttachmentId(10)).isGreaterThan(new AttachmentId(9));
    }

    @Test
    @Tag("M5")
    void positionsBeginAtNull() {
        assertThat(ReadPositions.START).isEqualTo(new ReadPositions(null, null));
    }

    @Tag("M5")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverComesInWhateverOrderPositionsEndAtTheFurthest(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReadPositions positions = ReadPositions.START;
        List<Long> delivered = new ArrayList<>();
        List<Long> read = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long message = random.nextLong(1, 100);
            delivered.add(message);
            if (random.nextBoolean()) {
                read.add(message);
                positions = positions.readUpTo(new MessageId(message));
            } else {
                positions = positions.deliveredUpTo(new MessageId(message));
            }
            assertThat(positions.delivered()).as("seed %d, step %d", seed, i).isEqualTo(furthest(delivered));
            assertThat(positions.read()).as("seed %d, step %d", seed, i).isEqualTo(furthest(read));
        }
    }

    private static MessageId furthest(List<Long> messages) {
        return messages.stream().max(Long::compare).map(MessageId::new).orElse(null);
    }
}
