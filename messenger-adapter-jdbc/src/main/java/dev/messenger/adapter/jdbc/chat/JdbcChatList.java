package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.ChatListQuery;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.port.ChatList;
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
import dev.messenger.domain.message.MessageType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of chats, in one statement. It costs one index probe for the last message of each of the viewer's chats, and one
 * more for each unread message, up to the bound, of the chats on the page.
 */
public final class JdbcChatList implements ChatList {

    /** The newest message that {@code me}, a row of chat_members, can see. */
    private static final String LAST_MESSAGE = """
            left join lateral (
                select id, created_at
                from messages
                where chat_id = me.chat_id and deleted_at is null and id > me.cleared_message_id
                order by id desc
                limit 1
            ) last on true
            """;

    /** Views of the chats that {@code picked} (chat_id, role, read_up_to, last_id, activity) names, in its order. */
    private static final String VIEW = """
            select c.id, c.public_id, c.type, c.title, c.handle, c.description, c.is_public, c.members_count, c.created_at,
                picked.role,
                unread.unread_count,
                counterpart.id as counterpart_id, counterpart.name as counterpart_name,
                counterpart.username as counterpart_username,
                last.text as last_text, last.type as last_type, last.created_at as last_created_at
            from picked
            join chats c on c.id = picked.chat_id
            left join messages last on last.chat_id = picked.chat_id and last.id = picked.last_id
            left join users counterpart
                on c.private_low <> c.private_high
                and counterpart.id = case c.private_low when :viewer then c.private_high else c.private_low end
            cross join lateral (
                select count(*) as unread_count
                from (
                    select
                    from messages
                    where chat_id = picked.chat_id and deleted_at is null and sender_id <> :viewer
                        and id > picked.read_up_to
                    limit :bound
                ) bounded
            ) unread
            order by picked.activity desc, picked.chat_id desc
            """;

    private static final String PAGE = """
            with mine as (
                select me.chat_id, me.role,
                    greatest(me.read_message_id, me.baseline_message_id, me.cleared_message_id) as read_up_to,
                    last.id as last_id, coalesce(last.created_at, c.created_at) as activity
                from chat_members me
                join chats c on c.id = me.chat_id
            """ + LAST_MESSAGE + """
                where me.user_id = :viewer
            ), picked as (
                select *
                from mine
                where cast(:before as bigint) is null
                    or (activity, chat_id) < (select activity, chat_id from mine where chat_id = :before)
                order by activity desc, chat_id desc
                limit :limit
            )
            """ + VIEW;

    /** For someone who is no member nothing is unread and no message is seen: their read_up_to and last_id are null. */
    private static final String FIND = """
            with picked as (
                select c.id as chat_id, me.role,
                    case when me.chat_id is not null
                        then greatest(me.read_message_id, me.baseline_message_id, me.cleared_message_id) end as read_up_to,
                    last.id as last_id, c.created_at as activity
                from chats c
                left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            """ + LAST_MESSAGE + """
                where c.id = :chat and (me.chat_id is not null or c.is_public)
            )
            """ + VIEW;

    private final JdbcTransactions transactions;

    public JdbcChatList(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<ChatView> page(UserId viewer, ChatListQuery query) {
        ChatId before = query.before();
        return transactions.with(handle -> handle.createQuery(PAGE)
                .bind("viewer", viewer.value())
                .bind("before", before == null ? null : before.value())
                .bind("limit", query.limit())
                .bind("bound", UNREAD_BOUND)
                .map((row, ctx) -> view(row))
                .list());
    }

    @Override
    public Optional<ChatView> find(UserId viewer, ChatId chat) {
        return transactions.with(handle -> handle.createQuery(FIND)
                .bind("viewer", viewer.value())
                .bind("chat", chat.value())
                .bind("bound", UNREAD_BOUND)
                .map((row, ctx) -> view(row))
                .findOne());
    }

    private static ChatView view(ResultSet row) throws SQLException {
        return new ChatView(
                new ChatId(row.getLong("id")),
                new PublicId(Columns.text(row, "public_id")),
                Columns.named(row, "type", ChatType.class),
                Columns.textOrNull(row, "title", Title::new),
                Columns.textOrNull(row, "handle", Handle::new),
                Columns.textOrNull(row, "description", Description::new),
                row.getBoolean("is_public"),
                row.getInt("members_count"),
                row.getInt("unread_count"),
                counterpart(row),
                lastMessage(row),
                Columns.namedOrNull(row, "role", Role.class),
                Columns.moment(row, "created_at"));
    }

    private static ChatView.@Nullable Counterpart counterpart(ResultSet row) throws SQLException {
        UserId id = Columns.idOrNull(row, "counterpart_id", UserId::new);
        return id == null
                ? null
                : new ChatView.Counterpart(
                        id,
                        new DisplayName(Columns.text(row, "counterpart_name")),
                        new Username(Columns.text(row, "counterpart_username")));
    }

    private static ChatView.@Nullable LastMessage lastMessage(ResultSet row) throws SQLException {
        MessageType type = Columns.namedOrNull(row, "last_type", MessageType.class);
        return type == null
                ? null
                : new ChatView.LastMessage(row.getString("last_text"), type, Columns.moment(row, "last_created_at"));
    }
}
