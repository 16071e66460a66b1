package dev.messenger.adapter.jdbc.notification;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.notification.NotificationView;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The notifications. Of messages there is one row for all, in table {@code chat_posts}; who is told of them is decided when they are read
 * ({@link NotificationPages}). All else is stored for each who is told, in table {@code notifications}, and so are what releases before
 * stored of messages in small chats, until they are old.
 */
public final class JdbcNotificationStore implements NotificationStore {

    /** Those messages of {@code post (cursor, chat_id, id)} that are still there, and who is mentioned by them. */
    private static final String MENTIONED = """
            told as materialized (
                select post.cursor, m.chat_id, m.id, m.sender_id, c.members_count, c.members_count > :large as is_large
                from post
                join messages m on m.chat_id = post.chat_id and m.id = post.id and m.deleted_at is null
                join chats c on c.id = m.chat_id
            ), mentioned as materialized (
                select told.*, reader.user_id
                from told
                join message_mentions mention on mention.chat_id = told.chat_id and mention.message_id = told.id
                join chat_members reader on reader.chat_id = told.chat_id and reader.user_id = mention.user_id
                where not exists (
                    select from blocks where blocker_id = reader.user_id and blocked_id = told.sender_id)
            )
            """;

    private static final String TELL_OF_MESSAGES = """
            with post as (
                select * from unnest(cast(:cursors as bigint[]), cast(:chats as bigint[]), cast(:messages as bigint[]))
                    as post (cursor, chat_id, id)
            ),
            """ + MENTIONED + """
            , untold as (
                select id, array_agg(user_id) as users
                from (
                    select id, user_id from mentioned
                    union all
                    select told.id, reader.user_id
                    from told
                    join blocks on blocks.blocked_id = told.sender_id
                    join chat_members reader on reader.chat_id = told.chat_id and reader.user_id = blocks.blocker_id
                    where not told.is_large
                ) one
                group by id
            ), posted as (
                insert into chat_posts (chat_id, id, message_id, sender_id, created_at, is_large, untold)
                select told.chat_id, told.cursor, told.id, told.sender_id, :at, told.is_large, untold.users
                from told
                left join untold on untold.id = told.id
                where told.members_count > 1
                on conflict do nothing
            )
            insert into notifications (user_id, id, type, chat_id, message_id, actor_id, created_at)
            select user_id, cursor, 'mention', chat_id, id, sender_id, :at from mentioned
            on conflict do nothing
            """;

    private static final String TELL_NEWLY_MENTIONED = """
            with post as (
                select cast(:cursor as bigint) as cursor, cast(:chat as bigint) as chat_id, cast(:message as bigint) as id
            ),
            """ + MENTIONED + """
            , news as (
                insert into notifications (user_id, id, type, chat_id, message_id, actor_id, created_at)
                select user_id, :cursor, 'mention', chat_id, id, sender_id, :at from mentioned
                on conflict (message_id, user_id) where type in ('message_created', 'mention')
                do update set type = 'mention', id = excluded.id, created_at = excluded.created_at
                where notifications.type = 'message_created'
                returning user_id
            )
            update chat_posts
            set untold = untold || (select array_agg(user_id) from news)
            where chat_id = :chat and message_id = :message and exists (select from news)
            """;

    private static final String TELL_OF_REACTION = """
            insert into notifications (user_id, id, type, chat_id, message_id, actor_id, detail, created_at)
            select m.sender_id, :cursor, 'reaction_added', m.chat_id, m.id, :actor, :emoji, :at
            from messages m
            join chat_members reader on reader.chat_id = m.chat_id and reader.user_id = m.sender_id
            where m.chat_id = :chat and m.id = :message and m.deleted_at is null and m.sender_id <> :actor
                and exists (
                    select from reactions r
                    where r.chat_id = :chat and r.message_id = :message and r.emoji = :emoji and r.user_id = :actor)
                and not exists (select from blocks where blocker_id = m.sender_id and blocked_id = :actor)
            on conflict do nothing
            """;

    private static final String TELL_FIRST_MEMBERS = """
            insert into notifications (user_id, id, type, chat_id, actor_id, created_at)
            select reader.user_id, :cursor, 'member_added', c.id, :actor, :at
            from chats c
            join chat_members reader on reader.chat_id = c.id and reader.joined_at = c.created_at
            where c.id = :chat and c.type <> 'private' and reader.user_id <> :actor
                and not exists (select from blocks where blocker_id = reader.user_id and blocked_id = :actor)
            on conflict do nothing
            """;

    private static final String TELL = """
            insert into notifications (user_id, id, type, chat_id, actor_id, detail, created_at)
            select :user, :cursor, :type, c.id, :actor, :detail, :at
            from chats c
            where c.id = :chat and not exists (select from blocks where blocker_id = :user and blocked_id = :actor)
            on conflict do nothing
            """;

    private static final String FORGET = """
            with posts as (
                delete from chat_posts where chat_id = :chat and message_id = :message
            ), reactions as (
                delete from notifications where message_id = :message and type = 'reaction_added'
            )
            delete from notifications where message_id = :message and type in ('message_created', 'mention')
            """;

    private static final List<String> OLDEST = List.of(
            removalOf("chat_posts", "created_at"),
            removalOf("notifications", "created_at"),
            removalOf("told_spans", "closed_at"));

    private final JdbcTransactions transactions;

    public JdbcNotificationStore(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public long cursor() {
        return transactions.with(handle -> handle.createQuery("select cursor from notification_cursor")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Optional<Long> claim() {
        return transactions.with(
                handle -> handle.createQuery("select cursor from notification_cursor for update skip locked")
                        .mapTo(Long.class)
                        .findOne());
    }

    @Override
    public void advance(long cursor) {
        transactions.with(handle -> handle.createUpdate("update notification_cursor set cursor = :cursor")
                .bind("cursor", cursor)
                .execute());
    }

    @Override
    public void tellOfMessages(Instant at, List<Post> posts) {
        transactions.with(handle -> {
            try (Update update = handle.createUpdate(TELL_OF_MESSAGES)) {
                return update.bindArray(
                                "cursors",
                                Long.class,
                                posts.stream().map(Post::cursor).toList())
                        .bindArray(
                                "chats",
                                Long.class,
                                posts.stream().map(post -> post.chat().value()).toList())
                        .bindArray(
                                "messages",
                                Long.class,
                                posts.stream()
                                        .map(post -> post.message().value())
                                        .toList())
                        .bind("large", LARGE_CHAT)
                        .bind("at", at)
                        .execute();
            }
        });
    }

    @Override
    public void tellNewlyMentioned(Moment moment, ChatId chat, MessageId message) {
        store(
                TELL_NEWLY_MENTIONED,
                moment,
                chat,
                update -> update.bind("message", message.value()).bind("large", LARGE_CHAT));
    }

    @Override
    public void tellOfReaction(Moment moment, ChatId chat, MessageId message, UserId actor, String emoji) {
        store(
                TELL_OF_REACTION,
                moment,
                chat,
                update -> update.bind("message", message.value())
                        .bind("actor", actor.value())
                        .bind("emoji", emoji));
    }

    @Override
    public void tellFirstMembers(Moment moment, ChatId chat, UserId creator) {
        store(TELL_FIRST_MEMBERS, moment, chat, update -> update.bind("actor", creator.value()));
    }

    @Override
    public void tell(
            Moment moment, NotificationType type, UserId user, ChatId chat, UserId actor, @Nullable String detail) {
        store(
                TELL,
                moment,
                chat,
                update -> update.bind("type", Columns.nameOf(type))
                        .bind("user", user.value())
                        .bind("actor", actor.value())
                        .bind("detail", detail));
    }

    private void store(String sql, Moment moment, ChatId chat, java.util.function.UnaryOperator<Update> bindings) {
        transactions.with(handle -> {
            try (Update update = handle.createUpdate(sql)) {
                return bindings.apply(update)
                        .bind("cursor", moment.cursor())
                        .bind("at", moment.at())
                        .bind("chat", chat.value())
                        .execute();
            }
        });
    }

    @Override
    public void forget(ChatId chat, MessageId message) {
        transactions.with(handle -> handle.createUpdate(FORGET)
                .bind("chat", chat.value())
                .bind("message", message.value())
                .execute());
    }

    @Override
    public List<NotificationView> list(UserId user, @Nullable Long before, int limit) {
        return transactions.with(handle -> NotificationPages.read(handle, user, before, limit));
    }

    /** In the order of the index: found by it whatever the statistics say. */
    @Override
    public boolean trim(Instant before, int limit) {
        return transactions.with(handle -> {
            boolean more = false;
            for (String oldest : OLDEST) {
                int removed = handle.createUpdate(oldest)
                        .bind("before", before)
                        .bind("limit", limit)
                        .execute();
                more |= removed == limit;
            }
            return more;
        });
    }

    private static String removalOf(String table, String age) {
        return "delete from " + table + " where ctid = any(array(select ctid from " + table + " where " + age
                + " < :before order by " + age + " limit :limit))";
    }
}
