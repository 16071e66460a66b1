package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Sql;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationStore.Post;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What earlier releases stored is told on: a row for each member at first, then one row for each message. */
@Tag("N3")
@Tag("N4")
class NotificationMigrationIT {

    private static final ChatId GROUP = new ChatId(1);
    private static final UserId ANNA = new UserId(1);
    private static final UserId BORIS = new UserId(2);
    private static final UserId CARLA = new UserId(3);

    /** Nobody was told of message 101; of 102 Boris was, by a row of his own; 103 mentions Boris; 104 came when Carla had blocked Anna; 106 is not told yet. */
    private static final String BEFORE = """
            insert into users (id, email, username, name, password_hash, created_at, updated_at) overriding system value
            select id, id || '@example.com', 'user' || id, 'User', '-', now(), now() from generate_series(1, 3) id;
            insert into chats (id, public_id, type, title, members_count, created_at) overriding system value
            values (1, 'one', 'group', 'Group', 3, now()), (2, 'two', 'group', 'Large group', 300, now());
            insert into chat_members (chat_id, user_id, role, joined_at)
            select 1, id, 'member', now() from generate_series(1, 3) id;
            insert into chat_members (chat_id, user_id, role, joined_at) values (2, 2, 'member', now());
            insert into messages (chat_id, id, number, sender_id, sender_number, type, text, created_at, updated_at)
                overriding system value
            select case id when 100 then 2 else 1 end, id, id - 99, 1, id - 99, 'text', 'Hello', now(), now()
            from generate_series(100, 106) id;
            alter sequence messages_id_seq restart with 107;
            insert into chat_posts (chat_id, id, message_id, sender_id, created_at, is_large, untold)
            values (2, 9, 100, 1, now(), true, null), (1, 13, 103, 1, now(), false, '{2}'),
                (1, 14, 104, 1, now(), false, '{3}'), (1, 15, 105, 1, now(), false, null);
            insert into notifications (user_id, id, type, chat_id, message_id, actor_id, detail, created_at)
            values (2, 12, 'message_created', 1, 102, 1, null, now()), (2, 13, 'mention', 1, 103, 1, null, now()),
                (2, 103, 'role_changed', 1, null, 1, 'admin', now()), (2, 102, 'role_changed', 1, null, 1, 'member', now());
            insert into outbox (cursor, type, chat_id, message_id, user_id) values (16, 'message_created', 1, 106, 1);
            update outbox_sequencer set last_cursor = 16;
            update notification_cursor set cursor = 15;
            """;

    @Test
    void everybodyIsToldWhatTheyWereToldBefore() {
        String url = OldDatabase.of("8.3");
        new Sql(url).run(BEFORE);

        try (JdbcStore store = JdbcStore.open(url)) {
            NotificationStore notifications = store.ports().conversations().notifications();
            List<NotificationView> ofBoris = notifications.list(BORIS, null, 10);
            assertThat(ofBoris)
                    .extracting(NotificationView::type)
                    .containsExactly(
                            NotificationType.ROLE_CHANGED,
                            NotificationType.ROLE_CHANGED,
                            NotificationType.MESSAGE_CREATED,
                            NotificationType.MESSAGE_CREATED,
                            NotificationType.MENTION,
                            NotificationType.MESSAGE_CREATED,
                            NotificationType.MESSAGE_CREATED);
            assertThat(ofBoris)
                    .as("the kinds that draw an id come first, in their order")
                    .extracting(NotificationView::detail)
                    .startsWith("admin", "member");
            assertThat(messages(notifications, BORIS)).endsWith(105L, 104L, 103L, 102L, 100L);
            assertThat(messages(notifications, CARLA)).containsExactly(105L, 103L);
            assertThat(notifications.list(ANNA, null, 10)).isEmpty();

            store.ports().transactions().run(() -> {
                notifications.claim();
                notifications.tellOfMessages(List.of(new Post(GROUP, new MessageId(106), ANNA)));
                notifications.advance(16);
            });
            assertThat(messages(notifications, CARLA)).containsExactly(106L, 105L, 103L);
        }
    }

    private static List<Long> messages(NotificationStore notifications, UserId user) {
        return notifications.list(user, null, 10).stream()
                .map(NotificationView::id)
                .toList();
    }
}
