package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.ChatEntry;
import dev.messenger.application.chat.ChatListQuery;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The list of chats, in one statement. It costs one index probe for the last message of each of the viewer's chats, and one
 * more for each unread message, up to the bound, of the chats on the page.
 */
public final class JdbcChatList implements ChatList {

    /** A hidden chat comes back with the first message beyond what was there, whatever became of it (rule H11). */
    private static final String PAGE = """
            with mine as (
                select me.chat_id, me.archived, me.pinned, last.id as last_id,
                    coalesce(last.created_at, c.created_at) as activity,
                    c.type, c.title, c.handle, c.private_low, c.private_high
                from chat_members me
                join chats c on c.id = me.chat_id
            """ + ChatEntries.LAST_MESSAGE + """
                where me.user_id = :viewer
                    and (me.hidden_message_id is null or exists (
                        select from messages m where m.chat_id = me.chat_id and m.id > me.hidden_message_id))
            ), picked as (
                select *
                from mine
                where archived = :archived
                    and (cast(:before as bigint) is null or (pinned, activity, chat_id)
                        < (select pinned, activity, chat_id from mine where chat_id = :before))
                    and (:text = '' or type = :text or position(:text in lower(title)) > 0 or position(:text in handle) > 0
                        or (private_low = private_high and position(:text in 'saved messages') > 0)
                        or exists (
                            select
                            from users u
                            where private_low <> private_high
                                and u.id = case private_low when :viewer then private_high else private_low end
                                and (position(:text in lower(u.name)) > 0 or position(:text in u.username) > 0)))
                order by pinned desc, activity desc, chat_id desc
                limit :limit
            )
            """ + ChatEntries.SELECT + """
            order by picked.pinned desc, picked.activity desc, picked.chat_id desc
            """;

    private static final String FIND = """
            with picked as (
                select c.id as chat_id, last.id as last_id
                from chats c
                left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            """ + ChatEntries.LAST_MESSAGE + """
                where c.id = :chat and (me.chat_id is not null or c.is_public)
            )
            """ + ChatEntries.SELECT;

    private static final String DISCOVER_HEAD = """
            with largest as (
                select id
                from chats
                where is_public
            """;

    private static final String DISCOVER_TAIL = """
                order by members_count desc, id desc
                limit :limit
            ), picked as (
                select c.id as chat_id, last.id as last_id, c.members_count
                from largest
                join chats c on c.id = largest.id
                left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            """ + ChatEntries.LAST_MESSAGE + """
            )
            """ + ChatEntries.SELECT + """
            order by picked.members_count desc, picked.chat_id desc
            """;

    private static final String DISCOVER = DISCOVER_HEAD + DISCOVER_TAIL;
    private static final String DISCOVER_BY_TEXT =
            DISCOVER_HEAD + "and (lower(title) like :pattern or handle like :pattern)\n" + DISCOVER_TAIL;

    private static final String OPEN_MEMBERS = """
            select me.user_id
            from chat_members me
            join users u on u.id = me.user_id
            where me.chat_id = :chat and me.user_id > :after and u.privacy_last_seen = 'everyone'
            order by me.user_id
            limit :limit
            """;

    private final JdbcTransactions transactions;

    public JdbcChatList(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<ChatEntry> page(UserId viewer, ChatListQuery query) {
        ChatId before = query.before();
        return transactions.with(handle -> entries(handle.createQuery(PAGE), viewer)
                .bind("before", before == null ? null : before.value())
                .bind("archived", query.archived())
                .bind("text", query.text().toLowerCase(Locale.ROOT))
                .bind("limit", query.limit())
                .map((row, ctx) -> ChatEntries.read(row))
                .list());
    }

    @Override
    public Optional<ChatEntry> find(UserId viewer, ChatId chat) {
        return transactions.with(handle -> entries(handle.createQuery(FIND), viewer)
                .bind("chat", chat.value())
                .map((row, ctx) -> ChatEntries.read(row))
                .findOne());
    }

    @Override
    public List<ChatEntry> discover(UserId viewer, String text, int limit) {
        return transactions.with(handle -> {
            Query query = text.isEmpty()
                    ? handle.createQuery(DISCOVER)
                    : handle.createQuery(DISCOVER_BY_TEXT).bind("pattern", containing(text.toLowerCase(Locale.ROOT)));
            return entries(query, viewer)
                    .bind("limit", limit)
                    .map((row, ctx) -> ChatEntries.read(row))
                    .list();
        });
    }

    @Override
    public List<UserId> openMembers(ChatId chat, @Nullable UserId after, int limit) {
        return transactions.with(handle -> handle.createQuery(OPEN_MEMBERS)
                .bind("chat", chat.value())
                .bind("after", after == null ? 0 : after.value())
                .bind("limit", limit)
                .map((row, ctx) -> new UserId(row.getLong("user_id")))
                .list());
    }

    private static Query entries(Query query, UserId viewer) {
        return query.bind("viewer", viewer.value()).bind("bound", UNREAD_BOUND).bind("company_bound", COMPANY_BOUND);
    }

    /** A pattern for {@code like}, in which the text stands for itself. */
    private static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
