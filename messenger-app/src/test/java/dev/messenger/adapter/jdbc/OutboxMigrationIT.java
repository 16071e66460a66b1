package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.messenger.app.testing.Sql;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events of earlier releases, with a cursor or without one, go on as one feed. */
@Tag("R3")
class OutboxMigrationIT {

    private static final ChatId CHAT = new ChatId(1);
    private static final UserId ANNA = new UserId(1);

    @Test
    void whatHadNoCursorComesBehindWhatHadOne() {
        String url = OldDatabase.of("9.4");
        new Sql(url).run("""
                insert into outbox (cursor, id, type, chat_id, message_id, user_id, created_at)
                values (1, 11, 'message_created', 1, 11, 1, now() - interval '9 days'), (2, 40, 'chat_updated', 1, null, 1, now() - interval '9 days'),
                    (null, 30, 'message_read', 1, 20, 1, now()), (null, 10, 'person_changed', null, null, 1, now() - interval '8 days'),
                    (null, 20, 'message_created', 1, 20, 1, now());
                update outbox_sequencer set last_cursor = 2;
                alter sequence messages_id_seq restart with 50;
                """);

        try (JdbcStore store = JdbcStore.open(url)) {
            Outbox outbox = store.ports().outbox();
            Event added = new Event.ChatUpdated(CHAT, ANNA);
            store.ports().transactions().run(() -> outbox.append(added));

            List<Outbox.Recorded> events = outbox.read(0, 10);
            assertThat(events)
                    .extracting(Outbox.Recorded::cursor, Outbox.Recorded::id, Outbox.Recorded::event)
                    .containsExactly(
                            tuple(1L, 11L, new Event.MessageCreated(CHAT, new MessageId(11), ANNA)),
                            tuple(2L, 40L, new Event.ChatUpdated(CHAT, ANNA)),
                            tuple(3L, 10L, new Event.PersonChanged(ANNA)),
                            tuple(4L, 20L, new Event.MessageCreated(CHAT, new MessageId(20), ANNA)),
                            tuple(5L, 30L, new Event.MessageRead(CHAT, new MessageId(20), ANNA)),
                            tuple(6L, 50L, added));

            boolean more = outbox.trim(Instant.now().minus(1, ChronoUnit.DAYS), 10);
            assertThat(more).isFalse();
            assertThat(outbox.read(0, 10)).as("as old as they were").isEqualTo(events.subList(3, 6));
        }
    }

    @Test
    void anEmptyOneBeginsWithTheFirstCursor() {
        try (JdbcStore store = JdbcStore.open(OldDatabase.of("9.4"))) {
            Outbox outbox = store.ports().outbox();
            assertThat(outbox.last()).isZero();
            store.ports().transactions().run(() -> outbox.append(new Event.PersonChanged(ANNA)));

            assertThat(outbox.last()).isOne();
        }
    }
}
