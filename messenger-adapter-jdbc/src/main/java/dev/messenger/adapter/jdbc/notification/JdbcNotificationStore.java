package dev.messenger.adapter.jdbc.notification;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The notifications. {@link NotificationPages} makes those of new messages from the messages themselves. Of these, table {@code
 * notification_exceptions} stores the exceptions: a message and a user whom it does not notify, or notifies as a mention. All other
 * notifications are rows of table {@code notifications}.
 */
public final class JdbcNotificationStore implements NotificationStore {

    /**
     * Stores mentions and, in small chats, the members who block the sender. Most messages have neither, and nothing is written. Lateral
     * queries with limits look up each message by one index, whatever the statistics say: a plan that was made while
     * tables were empty stays in use.
     */
    private static final String NOTIFY_OF_MESSAGES = """
            with post as (
                select * from unnest(cast(:chats as bigint[]), cast(:messages as bigint[]), cast(:senders as bigint[]))
                    as post (chat_id, id, sender_id)
            ), mentioned as materialized (
                select post.*, mention.user_id, m.created_at
                from post
                cross join lateral (
                    select user_id from message_mentions
                    where chat_id = post.chat_id and message_id between post.id and post.id
                    order by message_id
                    limit 1000000
                ) mention
                cross join lateral (
                    select created_at from messages
                    where chat_id = post.chat_id and id = post.id and deleted_at is null
                    limit 1
                ) m
                where (
                        select true from chat_members
                        where chat_id = post.chat_id and user_id = mention.user_id and cleared_message_id < post.id)
                    and (
                        select true from hidden_messages
                        where chat_id = post.chat_id and user_id = mention.user_id and message_id = post.id) is not true
                    and (select true from blocks where blocker_id = mention.user_id and blocked_id = post.sender_id) is not true
            ), excepted as (
                insert into notification_exceptions (user_id, message_id, created_at, by_mention)
                select user_id, id, created_at, true from mentioned
                union all
                select blocks.blocker_id, post.id, m.created_at, false
                from post
                cross join lateral (
                    select blocker_id from blocks
                    where blocked_id between post.sender_id and post.sender_id
                    order by blocked_id
                    limit 1000000
                ) blocks
                cross join lateral (
                    select created_at from messages
                    where chat_id = post.chat_id and id = post.id and deleted_at is null
                    limit 1
                ) m
                where (
                    select members_count <= :large
                    from chats
                    join chat_members reader on reader.chat_id = chats.id
                    where chats.id = post.chat_id and reader.chat_id = post.chat_id and reader.user_id = blocks.blocker_id)
                on conflict do nothing
            )
            insert into notifications (user_id, id, type, chat_id, message_id, actor_id, created_at)
            select user_id, id, 'mention', chat_id, id, sender_id, created_at from mentioned
            on conflict do nothing
            """;

    private static final String NOTIFY_OF_EDIT = """
            with mentioned as materialized (
                select reader.user_id, m.chat_id, m.id, m.sender_id, m.created_at
                from messages m
                join message_mentions mention on mention.chat_id = m.chat_id and mention.message_id = m.id
                join chat_members reader
                    on reader.chat_id = m.chat_id and reader.user_id = mention.user_id and reader.cleared_message_id < m.id
                where m.chat_id = :chat and m.id = :message and m.deleted_at is null
                    and not exists (select from blocks where blocker_id = reader.user_id and blocked_id = m.sender_id)
                    and not exists (
                        select from hidden_messages
                        where chat_id = m.chat_id and user_id = reader.user_id and message_id = m.id)
            ), taken_back as (
                delete from notifications
                where message_id = :message and type in ('message_created', 'mention') and type = 'mention'
                    and not exists (
                        select from message_mentions mention
                        where mention.chat_id = :chat and mention.message_id = :message
                            and mention.user_id = notifications.user_id)
                returning user_id
            ), due_again as (
                delete from notification_exceptions
                using taken_back
                where notification_exceptions.user_id = taken_back.user_id
                    and notification_exceptions.message_id = :message and by_mention
            ), notified as (
                insert into notifications (user_id, id, type, chat_id, message_id, actor_id, created_at)
                select user_id, :id, 'mention', chat_id, id, sender_id, :at from mentioned
                on conflict (message_id, user_id) where type in ('message_created', 'mention')
                do update set type = 'mention', id = excluded.id, created_at = excluded.created_at
                where notifications.type = 'message_created'
                returning user_id
            )
            insert into notification_exceptions (user_id, message_id, created_at, by_mention)
            select user_id, mentioned.id, mentioned.created_at, true
            from notified
            join mentioned using (user_id)
            on conflict do nothing
            """;

    private static final String NOTIFY_OF_REACTION = """
            insert into notifications (user_id, id, type, chat_id, message_id, actor_id, detail, created_at)
            select m.sender_id, :id, 'reaction_added', m.chat_id, m.id, :actor, :emoji, :at
            from messages m
            join chat_members reader
                on reader.chat_id = m.chat_id and reader.user_id = m.sender_id and reader.cleared_message_id < m.id
            where m.chat_id = :chat and m.id = :message and m.deleted_at is null and m.sender_id <> :actor
                and not exists (
                    select from hidden_messages
                    where chat_id = m.chat_id and user_id = m.sender_id and message_id = m.id)
                and exists (
                    select from reactions r
                    where r.chat_id = :chat and r.message_id = :message and r.emoji = :emoji and r.user_id = :actor)
                and not exists (select from blocks where blocker_id = m.sender_id and blocked_id = :actor)
            on conflict do nothing
            """;

    private static final String NOTIFY_FIRST_MEMBERS = """
            insert into notifications (user_id, id, type, chat_id, actor_id, created_at)
            select reader.user_id, :id, 'member_added', c.id, :actor, :at
            from chats c
            join chat_members reader on reader.chat_id = c.id and reader.joined_at = c.created_at
            where c.id = :chat and c.type <> 'private' and reader.user_id <> :actor
                and not exists (select from blocks where blocker_id = reader.user_id and blocked_id = :actor)
            on conflict do nothing
            """;

    private static final String NOTIFY = """
            insert into notifications (user_id, id, type, chat_id, actor_id, detail, created_at)
            select :user, :id, :type, c.id, :actor, :detail, :at
            from chats c
            where c.id = :chat and not exists (select from blocks where blocker_id = :user and blocked_id = :actor)
            on conflict do nothing
            """;

    private static final String TAKE_REACTION_BACK = """
            delete from notifications
            where message_id = :message and actor_id = :actor and detail = :emoji and type = 'reaction_added'
            """;

    private static final String DELETE_FOR_MESSAGE = """
            with reactions as (
                delete from notifications where message_id = :message and type = 'reaction_added'
            )
            delete from notifications where message_id = :message and type in ('message_created', 'mention')
            """;

    private final JdbcTransactions transactions;

    public JdbcNotificationStore(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public long cursor() {
        return transactions.one("select cursor from notification_cursor", row -> row.getLong(1), query -> query);
    }

    @Override
    public Optional<Long> claim() {
        return transactions.first(
                "select cursor from notification_cursor for update skip locked", row -> row.getLong(1), query -> query);
    }

    @Override
    public void advance(long cursor) {
        transactions.update("update notification_cursor set cursor = :cursor", update -> update.bind("cursor", cursor));
    }

    @Override
    public void notifyOfMessages(List<PostedMessage> posts) {
        transactions.update(
                NOTIFY_OF_MESSAGES,
                update -> update.bind("chats", ArrayArgument.numbers(posts, PostedMessage::chat))
                        .bind("messages", ArrayArgument.numbers(posts, PostedMessage::message))
                        .bind("senders", ArrayArgument.numbers(posts, PostedMessage::sender))
                        .bind("large", LARGE_CHAT));
    }

    @Override
    public void notifyOfEdit(Stamp stamp, ChatId chat, MessageId message) {
        store(NOTIFY_OF_EDIT, stamp, chat, update -> update.bind("message", message));
    }

    @Override
    public void notifyOfReaction(Stamp stamp, ChatId chat, MessageId message, UserId actor, String emoji) {
        store(
                NOTIFY_OF_REACTION,
                stamp,
                chat,
                update -> update.bind("message", message).bind("actor", actor).bind("emoji", emoji));
    }

    @Override
    public void takeReactionBack(ChatId chat, MessageId message, UserId actor, String emoji) {
        transactions.update(
                TAKE_REACTION_BACK,
                update -> update.bind("message", message).bind("actor", actor).bind("emoji", emoji));
    }

    @Override
    public void notifyFirstMembers(Stamp stamp, ChatId chat, UserId creator) {
        store(NOTIFY_FIRST_MEMBERS, stamp, chat, update -> update.bind("actor", creator));
    }

    @Override
    public void notifyMember(
            Stamp stamp, NotificationType type, UserId user, ChatId chat, UserId actor, @Nullable String detail) {
        store(
                NOTIFY,
                stamp,
                chat,
                update -> update.bind("type", type)
                        .bind("user", user)
                        .bind("actor", actor)
                        .bind("detail", detail));
    }

    private void store(String sql, Stamp stamp, ChatId chat, UnaryOperator<Update> bindings) {
        transactions.update(
                sql,
                update -> bindings.apply(update)
                        .bind("id", stamp.id())
                        .bind("at", stamp.at())
                        .bind("chat", chat));
    }

    @Override
    public void deleteFor(ChatId chat, MessageId message) {
        transactions.update(
                DELETE_FOR_MESSAGE, update -> update.bind("chat", chat).bind("message", message));
    }

    @Override
    public List<NotificationView> list(UserId user, @Nullable Long before, int limit) {
        return NotificationPages.read(transactions, user, before, limit);
    }

    @Override
    public boolean trim(Instant before, int limit) {
        return NotificationRetention.trim(transactions, before, limit);
    }
}
