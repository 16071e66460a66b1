package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.chat.ChatEntry;
import dev.messenger.application.chat.ChatFacts;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.OwnSide;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chats as one viewer sees them, in one shape for every query that reads them. */
final class ChatEntries {

    /** What {@code :viewer} can see of messages {@code m}, given their row {@code me} of chat_members: nothing without one. */
    static final String VISIBLE = """
             m.deleted_at is null and m.id > me.cleared_message_id and not exists (
                select from hidden_messages where chat_id = m.chat_id and user_id = :viewer and message_id = m.id)
            """;

    /** The newest message that {@code me} can see. */
    static final String LAST_MESSAGE = """
            left join lateral (
                select m.id, m.created_at
                from messages m
                where m.chat_id = me.chat_id and
            """ + VISIBLE + """
                order by m.id desc
                limit 1
            ) last on true
            """;

    /**
     * The messages beyond {@code seen}, without counting them: those between two numbers, less the viewer's own, deleted ones, and those
     * that the viewer deleted for themselves.
     */
    private static final String ALL_UNREAD = """
            (select number from messages where chat_id = me.chat_id order by id desc limit 1)
            - coalesce((select number from messages where chat_id = me.chat_id and id <= seen.id order by id desc limit 1), 0)
            - (select count(*) from messages where chat_id = me.chat_id and sender_id = :viewer and id > seen.id)
            - (select count(*) from messages
               where chat_id = me.chat_id and id > seen.id and deleted_at is not null and sender_id <> :viewer)
            - (select count(*) from hidden_messages h
               join messages m on m.chat_id = h.chat_id and m.id = h.message_id
               where h.chat_id = me.chat_id and h.user_id = :viewer and h.message_id > seen.id
                 and m.deleted_at is null and m.sender_id <> :viewer)
            """;

    /**
     * Entries of the chats that {@code picked} (chat_id, last_id, and what its order is made of) names; {@code order by} is to
     * follow. The pinned message is one probe, unread messages are counted while they
     * are few, mentions up to the bound, and company is named where it is small.
     */
    static final String SELECT = """
            select c.id, c.public_id, c.type, c.title, c.handle, c.description, c.avatar, c.is_public, c.members_count, c.created_at,
                coalesce(c.private_low = c.private_high, false) as is_saved,
                me.role, me.archived, me.pinned, me.muted,
                nullif(me.cleared_message_id, 0) as cleared_message_id,
                me.hidden_message_id is null or exists (
                    select from messages m where m.chat_id = me.chat_id and m.id > me.hidden_message_id) as is_listed,
                unread.unread_count, unread.mentions_count,
                pin.id as pinned_message_id,
                counterpart.id as counterpart_id, counterpart.name as counterpart_name,
                counterpart.username as counterpart_username,
                counterpart.avatar as counterpart_avatar,
                last.id as last_id, last.text as last_text, last.type as last_type, last.created_at as last_created_at,
                case when c.members_count <= :company_bound then
                    array(select user_id from chat_members where chat_id = c.id and user_id <> :viewer)
                end as company
            from picked
            join chats c on c.id = picked.chat_id
            left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            left join messages last on last.chat_id = picked.chat_id and last.id = picked.last_id
            left join lateral (
                select m.id from messages m where m.chat_id = c.id and m.id = c.pinned_message_id and
            """ + VISIBLE + """
            ) pin on true
            left join users counterpart
                on c.private_low <> c.private_high
                and counterpart.id = case c.private_low when :viewer then c.private_high else c.private_low end
            cross join lateral (
                select greatest(me.read_message_id, me.baseline_message_id, me.cleared_message_id) as id
                offset 0
            ) seen
            cross join lateral (
                select
                    (select case when few < 50 then few else least(:bound,
            """ + ALL_UNREAD + """
                        ) end
                     from (
                        select count(*) as few
                        from (
                            select
                            from messages m
                            where m.chat_id = me.chat_id and m.sender_id <> :viewer and m.id > seen.id and
            """ + VISIBLE + """
                            limit 50
                        ) bounded
                     ) counted) as unread_count,
                    (select count(*)
                     from (
                        select
                        from message_mentions m
                        where m.chat_id = me.chat_id and m.user_id = :viewer and m.message_id > seen.id
                            and not exists (
                                select from hidden_messages
                                where chat_id = m.chat_id and user_id = :viewer and message_id = m.message_id)
                        limit :bound
                     ) bounded) as mentions_count
            ) unread
            """;

    private ChatEntries() {}

    /** The entry of this row. */
    static ChatEntry read(ResultSet row) throws SQLException {
        return new ChatEntry(facts(row), ownSide(row), counterpart(row), lastMessage(row), company(row));
    }

    private static ChatFacts facts(ResultSet row) throws SQLException {
        return new ChatFacts(
                new ChatId(row.getLong("id")),
                new PublicId(Columns.text(row, "public_id")),
                Columns.named(row, "type", ChatType.class),
                Columns.textOrNull(row, "title", Title::new),
                Columns.textOrNull(row, "handle", Handle::new),
                Columns.textOrNull(row, "description", Description::new),
                Columns.textOrNull(row, "avatar", Avatar::ofStored),
                row.getBoolean("is_public"),
                row.getBoolean("is_saved"),
                row.getInt("members_count"),
                Columns.moment(row, "created_at"));
    }

    private static @Nullable OwnSide ownSide(ResultSet row) throws SQLException {
        Role role = Columns.namedOrNull(row, "role", Role.class);
        return role == null
                ? null
                : new OwnSide(
                        role,
                        row.getBoolean("archived"),
                        row.getBoolean("pinned"),
                        row.getBoolean("muted"),
                        row.getBoolean("is_listed"),
                        Columns.idOrNull(row, "cleared_message_id", MessageId::new),
                        row.getInt("unread_count"),
                        row.getInt("mentions_count"),
                        Columns.idOrNull(row, "pinned_message_id", MessageId::new));
    }

    private static ChatEntry.@Nullable Other counterpart(ResultSet row) throws SQLException {
        UserId id = Columns.idOrNull(row, "counterpart_id", UserId::new);
        return id == null
                ? null
                : new ChatEntry.Other(
                        id,
                        new DisplayName(Columns.text(row, "counterpart_name")),
                        new Username(Columns.text(row, "counterpart_username")),
                        Columns.textOrNull(row, "counterpart_avatar", Avatar::ofStored));
    }

    private static ChatView.@Nullable LastMessage lastMessage(ResultSet row) throws SQLException {
        MessageType type = Columns.namedOrNull(row, "last_type", MessageType.class);
        return type == null
                ? null
                : new ChatView.LastMessage(
                        new MessageId(row.getLong("last_id")),
                        row.getString("last_text"),
                        type,
                        Columns.moment(row, "last_created_at"));
    }

    private static @Nullable List<UserId> company(ResultSet row) throws SQLException {
        Array company = row.getArray("company");
        return company == null
                ? null
                : Arrays.stream((Long[]) company.getArray()).map(UserId::new).toList();
    }
}
