package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.WritingRight;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes of stored messages, in table {@code messages} and the tables that refer to it. */
public final class JdbcMessageChanges implements MessageChanges {

    /** The lock may come after a deletion, so {@code m} itself is checked as well. */
    private static final String LOCK_MESSAGE = """
            select c.type as chat_type, c.is_public, me.role, counterpart.*, m.*, a.*, others.*,
                c.private_low = c.private_high as is_saved
            from messages m
            join chats c on c.id = m.chat_id
            join chat_members me on me.chat_id = m.chat_id and me.user_id = :viewer
            left join lateral private_counterpart(:viewer, c.id, c.private_low, c.private_high) counterpart on true
            cross join lateral positions_of_others(:viewer, c.id) others
            left join lateral attachments_of(m.chat_id, m.id) a on true
            where m.id = :message and m.deleted_at is null and exists (
                select from visible_messages(:viewer, m.chat_id, me.cleared_message_id) visible where visible.id = m.id)
            order by a.attachment_id
            for no key update of m
            """;

    /** The locks come in order of id, so that no two transactions wait for each other. The second statement reads under them. */
    private static final String LOCK_CHATS = """
            select id from chats where id = any(:chats) order by id for no key update;
            select c.id as locked_id, c.type as chat_type, c.is_public, me.role, counterpart.*
            from chats c
            left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            left join lateral private_counterpart(:viewer, c.id, c.private_low, c.private_high) counterpart on true
            where c.id = any(:chats)
            """;

    private static final String EDIT =
            """
            with edited as (
                update messages
                set text = :text, search_text = :search_text, search_accents = :search_accents, updated_at = :at,
                    edited = true,
                    sent_text = case when edited or client_message_id is null then sent_text else text end
                where id = :message
                returning chat_id, id, sender_id
            ), mention as (
            """ + MentionRows.names("(select chat_id from edited)") + """
            ), mentioned as (
                select distinct on (named.id) message.chat_id, named.id as user_id, message.id as message_id, mention.username
                from edited message
                cross join mention
            """ + MentionRows.NAMED + """
                where mention.person is not null or reader.user_id is not null
                order by named.id, mention.person is null, mention.username
            ), removed as (
                delete from message_mentions old
                using edited
                where old.chat_id = edited.chat_id and old.message_id = edited.id
                    and old.user_id not in (select user_id from mentioned)
                returning old.user_id
            ), added as (
                insert into message_mentions (chat_id, user_id, message_id, username)
                select chat_id, user_id, message_id, username from mentioned
                on conflict (chat_id, user_id, message_id) do update set username = excluded.username
                where message_mentions.username is distinct from excluded.username
                returning xmax = 0 as is_new
            )
            select exists (select from removed) or exists (select from added where is_new)
            """;

    private static final String DELETE = """
            with mentions as (
                delete from message_mentions where chat_id = :chat and message_id = :message
            ), given as (
                delete from reactions where chat_id = :chat and message_id = :message
            ), counted as (
                delete from reaction_counts where chat_id = :chat and message_id = :message
            ), files as (
                delete from attachments where chat_id = :chat and message_id = :message
            ), chat as (
                update chats
                set pinned_message_id = nullif(pinned_message_id, :message),
                    last_message_id = case when last_message_id = :message then before.id else last_message_id end,
                    last_message_at = case when last_message_id = :message then before.created_at else last_message_at end
                from (select) one
                left join (
                    select id, created_at
                    from messages
                    where chat_id = :chat and id < :message and deleted_at is null
                    order by id desc
                    limit 1
                ) before on true
                where chats.id = :chat and (pinned_message_id = :message or last_message_id = :message)
            )
            update messages
            set deleted_at = :at, updated_at = :at, text = null, sent_text = null, search_text = null,
                search_accents = null
            where chat_id = :chat and id = :message
            """;

    private static final String FORWARD = """
            with original as (
                select * from messages where chat_id = :chat and id = :message
            ), posted as (
                insert into messages (chat_id, number, sender_id, sender_number, type, text, search_text, search_accents,
                    forwarded_from_id, is_forward, created_at, updated_at)
                select c.id, c.message_count + 1, :viewer,
                    1 + coalesce((
                        select sender_number
                        from messages
                        where sender_id = :viewer and chat_id = c.id
                        order by id desc
                        limit 1), 0),
                    original.type, text, original.search_text, original.search_accents,
                    case when :with_author then coalesce(forwarded_from_id, original.id) end, true,
                    greatest(cast(:at as timestamptz), c.last_message_at), greatest(cast(:at as timestamptz), c.last_message_at)
                from chats c, original
                where c.id = any(cast(:targets as bigint[]))
                order by c.id
                returning *
            ), counted as (
                update chats
                set message_count = posted.number, last_message_id = posted.id, last_message_at = posted.created_at
                from posted
                where chats.id = posted.chat_id
            ), event as (
                insert into outbox_pending (id, type, message_ids, chat_ids, sender_ids)
                select min(id), 'message_created', array_agg(id order by id), array_agg(chat_id order by id), array_agg(sender_id order by id)
                from posted
                having count(*) > 0
            ), mention as (
            """ + MentionRows.names(":chat") + """
            ), mentioned as (
                insert into message_mentions (chat_id, user_id, message_id, username)
                select distinct on (message.id, named.id) message.chat_id, named.id, message.id, mention.username
                from posted message
                cross join mention
            """ + MentionRows.NAMED + """
                where reader.user_id is not null
                order by message.id, named.id, mention.person is null, mention.username
            ), copied as (
                insert into attachments (chat_id, message_id, object_key, type, size, waveform, created_at)
                select posted.chat_id, posted.id, file.object_key, file.type, file.size, file.waveform, :at
                from posted
                join attachments file on file.chat_id = :chat and file.message_id = :message
                order by posted.chat_id, file.id
                returning *
            )
            select m.*, a.id as attachment_id, a.object_key as attachment_key, a.type as attachment_type, a.size as attachment_size,
                a.waveform as attachment_waveform, others.*, c.private_low = c.private_high as is_saved
            from posted m
            join chats c on c.id = m.chat_id
            cross join lateral positions_of_others(:viewer, c.id) others
            left join copied a on a.chat_id = m.chat_id and a.message_id = m.id
            order by m.id, a.id
            """;

    private final JdbcTransactions transactions;

    public JdbcMessageChanges(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<LockedMessage> lockMessage(MessageId message, UserId viewer) {
        return transactions.first(
                LOCK_MESSAGE,
                row -> {
                    WritingRight right = WritingRightRow.read(row);
                    boolean isForward = row.getBoolean("is_forward");
                    return new LockedMessage(MessageRows.read(row, viewer).getFirst(), right, isForward);
                },
                query -> query.bind("message", message).bind("viewer", viewer));
    }

    @Override
    public void lockChatOf(MessageId message) {
        transactions.list("""
                        select id from chats where id = (select chat_id from messages where id = :message)
                        for no key update
                        """, row -> row.getLong(1), query -> query.bind("message", message));
    }

    @Override
    public Map<ChatId, WritingRight> lockChats(Set<ChatId> chats, UserId sender) {
        return transactions.scan(
                LOCK_CHATS,
                (locks, ctx) -> {
                    Map<ChatId, WritingRight> rights = new HashMap<>();
                    try (ResultSet row = Results.second(locks, ctx)) {
                        while (row.next()) {
                            rights.put(new ChatId(row.getLong("locked_id")), WritingRightRow.read(row));
                        }
                    }
                    return rights;
                },
                query -> query.bind("chats", ArrayArgument.numbers(chats)).bind("viewer", sender));
    }

    @Override
    public boolean edit(MessageId message, @Nullable MessageText text, Instant at) {
        return transactions.one(
                EDIT,
                row -> row.getBoolean(1),
                query -> SearchColumns.bind(query, text)
                        .bind("message", message)
                        .bind("usernames", ArrayArgument.texts(MentionRows.usernames(text)))
                        .bind("at", at));
    }

    @Override
    public void hide(ChatId chat, MessageId message, UserId member) {
        transactions.update(
                """
                        with hidden as (
                            insert into hidden_messages (chat_id, user_id, message_id) values (:chat, :user, :message)
                            on conflict do nothing
                        ), reactions as (
                            delete from notifications
                            where message_id = :message and user_id = :user and type = 'reaction_added'
                        ), told as (
                            delete from notifications
                            where message_id = :message and user_id = :user and type in ('message_created', 'mention')
                        ), silent as (
                            insert into notification_exceptions (user_id, message_id, created_at)
                            select :user, id, created_at from messages where chat_id = :chat and id = :message
                            on conflict (user_id, message_id) do update set by_mention = false
                        )
                        update chat_members
                        set own_deletion_id = :message
                        where chat_id = :chat and user_id = :user and own_deletion_id < :message
                        """,
                update -> update.bind("chat", chat).bind("message", message).bind("user", member));
    }

    @Override
    public void delete(ChatId chat, MessageId message, Instant at) {
        transactions.update(
                DELETE,
                update -> update.bind("chat", chat).bind("message", message).bind("at", at));
    }

    @Override
    public Map<ChatId, MessageWithStatus> forward(
            StoredMessage original, Set<ChatId> targets, UserId sender, boolean withAuthor, Instant at) {
        transactions.eventAppended();
        Optional<List<MessageWithStatus>> forwards = transactions.first(
                FORWARD,
                row -> MessageRows.read(row, sender),
                query -> query.bind("chat", original.chat())
                        .bind("message", original.id())
                        .bind("targets", ArrayArgument.numbers(targets))
                        .bind("viewer", sender)
                        .bind("with_author", withAuthor)
                        .bind("usernames", ArrayArgument.texts(MentionRows.usernames(original.text())))
                        .bind("at", at));
        return forwards.stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(forward -> forward.message().chat(), Function.identity()));
    }
}
