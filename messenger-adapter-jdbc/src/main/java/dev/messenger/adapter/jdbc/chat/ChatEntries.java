package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.chat.port.MyMembership;
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

    /**
     * The newest message that the viewer can see, of chat {@code c} with their row {@code me} of chat_members: the chat's own newest one,
     * as long as it lies beyond what they cleared and deleted for themselves.
     */
    static final String LAST_ID = """
            case
                when c.last_message_id > greatest(me.cleared_message_id, me.own_deletion_id) then c.last_message_id
                when c.last_message_id > me.cleared_message_id then (
                    select m.id
                    from messages m
                    where m.chat_id = c.id and
            """ + VISIBLE + """
                    order by m.id desc
                    limit 1)
            end
            """;

    /** What {@link #SELECT} reads of {@code c} and {@code me}. Messages up to {@code seen_id} count as read. */
    static final String COLUMNS = """
            c.id as chat_id, c.public_id, c.type, c.title, c.handle, c.description, c.avatar, c.is_public, c.members_count,
            c.created_at, c.private_low, c.private_high, c.pinned_message_id, c.message_count,
            me.role, me.archived, me.pinned, me.muted, me.cleared_message_id, me.hidden_message_id, me.own_deletion_id,
            greatest(me.read_message_id, me.baseline_message_id, me.cleared_message_id) as seen_id
            """;

    /** Whether the chat is in the viewer's list: a hidden one comes back with the first message beyond what was there (rule H11). */
    static final String LISTED = """
            (hidden_message_id is null or exists (
                select from messages m where m.chat_id = entry.chat_id and m.id > entry.hidden_message_id))
            """;

    /** The number of the last message up to {@code seen_id}: numbers within a chat have no holes. */
    private static final String SEEN_NUMBER = """
            coalesce((select number from messages where chat_id = entry.chat_id and id <= entry.seen_id order by id desc limit 1), 0)
            """;

    /** Messages beyond {@code seen_id} that are not the viewer's and not deleted, while there are few: they are looked at. */
    private static final String FEW = """
            (select count(*) from messages
             where chat_id = entry.chat_id and id > entry.seen_id and deleted_at is null and sender_id <> :viewer)
            """;

    /**
     * The same, however many: those between two numbers, less the viewer's own, which are between two numbers of theirs, and less deleted ones of others.
     */
    private static final String MANY = """
            entry.message_count - seen_number
            - coalesce((select sender_number from messages
                where chat_id = entry.chat_id and sender_id = :viewer order by id desc limit 1), 0)
            + coalesce((select sender_number from messages
                where chat_id = entry.chat_id and sender_id = :viewer and id <= entry.seen_id order by id desc limit 1), 0)
            - (select count(*) from messages
               where chat_id = entry.chat_id and id > entry.seen_id and deleted_at is not null and sender_id <> :viewer)
            """;

    /**
     * Entries of the chats that {@code entry} names, which has the {@link #COLUMNS} and the {@link #LAST_ID}; {@code order by} is to follow. Messages are
     * only counted in chats whose newest one was not seen, mentions up to the bound, and company is named where it is small.
     */
    static final String SELECT = """
            select entry.chat_id, public_id, entry.type, title, handle, description, entry.avatar, is_public, members_count,
                entry.created_at, coalesce(private_low = private_high, false) as is_saved,
                role, archived, pinned, muted, nullif(cleared_message_id, 0) as cleared_message_id,
            """ + LISTED + """
                as is_listed,
                case when last_id > seen_id then (
                    select least(:bound, case when entry.message_count - seen_number < 50 then
            """ + FEW + """
                        else
            """ + MANY + """
                        end
                        - case when own_deletion_id > seen_id then (
                            select count(*)
                            from hidden_messages h
                            join messages m on m.chat_id = h.chat_id and m.id = h.message_id
                            where h.chat_id = entry.chat_id and h.user_id = :viewer and h.message_id > entry.seen_id
                                and m.deleted_at is null and m.sender_id <> :viewer)
                        else 0 end)
                    from (select
            """ + SEEN_NUMBER + """
                        as seen_number offset 0) seen)
                else 0 end as unread_count,
                case when last_id > seen_id then (
                    select count(*)
                    from (
                        select
                        from message_mentions m
                        where m.chat_id = entry.chat_id and m.user_id = :viewer and m.message_id > entry.seen_id
                            and not exists (
                                select from hidden_messages
                                where chat_id = m.chat_id and user_id = :viewer and message_id = m.message_id)
                        limit :bound
                    ) bounded)
                else 0 end as mentions_count,
                (select m.id
                 from messages m
                 where m.chat_id = entry.chat_id and m.id = entry.pinned_message_id and m.deleted_at is null
                     and m.id > entry.cleared_message_id and not exists (
                        select from hidden_messages
                        where chat_id = m.chat_id and user_id = :viewer and message_id = m.id)) as pinned_message_id,
                counterpart.id as counterpart_id, counterpart.name as counterpart_name,
                counterpart.username as counterpart_username, counterpart.avatar as counterpart_avatar,
                last.id as last_id, last.text as last_text, last.type as last_type, last.created_at as last_created_at,
                case when members_count <= :company_bound then
                    array(select user_id from chat_members where chat_id = entry.chat_id and user_id <> :viewer)
                end as company
            from entry
            left join messages last on last.chat_id = entry.chat_id and last.id = entry.last_id
            left join users counterpart
                on private_low <> private_high
                and counterpart.id = case private_low when :viewer then private_high else private_low end
            """;

    private ChatEntries() {}

    /** The entry of this row. */
    static ChatEntry read(ResultSet row) throws SQLException {
        return new ChatEntry(facts(row), ownSide(row), counterpart(row), lastMessage(row), company(row));
    }

    private static ChatInfo facts(ResultSet row) throws SQLException {
        return new ChatInfo(
                new ChatId(row.getLong("chat_id")),
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

    private static @Nullable MyMembership ownSide(ResultSet row) throws SQLException {
        Role role = Columns.namedOrNull(row, "role", Role.class);
        return role == null
                ? null
                : new MyMembership(
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

    private static ChatEntry.@Nullable Counterpart counterpart(ResultSet row) throws SQLException {
        UserId id = Columns.idOrNull(row, "counterpart_id", UserId::new);
        return id == null
                ? null
                : new ChatEntry.Counterpart(
                        id,
                        new DisplayName(Columns.text(row, "counterpart_name")),
                        new Username(Columns.text(row, "counterpart_username")),
                        Columns.textOrNull(row, "counterpart_avatar", Avatar::ofStored));
    }

    private static @Nullable LastMessage lastMessage(ResultSet row) throws SQLException {
        MessageType type = Columns.namedOrNull(row, "last_type", MessageType.class);
        return type == null
                ? null
                : new LastMessage(
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
