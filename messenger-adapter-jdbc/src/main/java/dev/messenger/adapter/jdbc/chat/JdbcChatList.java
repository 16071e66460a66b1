package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The list of chats, in one statement. It costs some index probes for each of the viewer's chats, and a few more for each one on the
 * page, however many of its messages are unread.
 */
public final class JdbcChatList implements ChatList {

    /** The viewer's chats with the moment that they are ordered by. */
    private static final String MINE = """
            with mine as not materialized (
                select *,
                    case
                        when last_id is null then created_at
                        when last_id = last_message_id then last_message_at
                        else (select m.created_at from messages m where m.chat_id = entry.chat_id and m.id = entry.last_id)
                    end as activity
                from (
                    select me.chat_id, me.archived, me.pinned, me.hidden_message_id, c.created_at, c.last_message_id, c.last_message_at,
                        c.type, c.title, c.handle, c.private_low, c.private_high,
            """ + ChatEntries.LAST_ID + """
                        as last_id
                    from chat_members me
                    join chats c on c.id = me.chat_id
                    where me.user_id = :viewer
                    offset 0
                ) entry
                where
            """ + ChatEntries.LISTED + """
            )
            """;

    /** All of the viewer's chats are put in order, by few columns, and those on the page are read. */
    private static final String PAGE_HEAD = MINE + """
            , picked as (
                select chat_id, pinned, activity, last_id
                from mine
                where archived = :archived
            """;

    private static final String PAGE_TAIL = """
                order by pinned desc, activity desc, chat_id desc
                limit :limit
            ), entry as (
                select picked.activity, picked.last_id,
            """ + ChatEntries.COLUMNS + """
                from picked
                join chats c on c.id = picked.chat_id
                join chat_members me on me.chat_id = picked.chat_id and me.user_id = :viewer
            )
            """ + ChatEntries.SELECT + """
            order by entry.pinned desc, entry.activity desc, entry.chat_id desc
            """;

    /** What is asked most: conditions that are not asked take a tenth of its time. */
    private static final String FIRST_PAGE = PAGE_HEAD + PAGE_TAIL;

    private static final String PAGE = PAGE_HEAD + """
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
            """ + PAGE_TAIL;

    private static final String FIND =
            """
            with entry as (
                select
            """ + ChatEntries.LAST_ID + " as last_id,\n" + ChatEntries.COLUMNS + """
                from chats c
                left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
                where c.id = any(:chats) and (me.chat_id is not null or c.is_public)
                offset 0
            )
            """ + ChatEntries.SELECT;

    private static final String DISCOVER_HEAD = """
            with largest as (
                select id
                from chats
                where is_public
            """;

    private static final String DISCOVER_TAIL =
            """
                order by members_count desc, id desc
                limit :limit
            ), entry as (
                select
            """ + ChatEntries.LAST_ID + " as last_id,\n" + ChatEntries.COLUMNS + """
                from largest
                join chats c on c.id = largest.id
                left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
                offset 0
            )
            """ + ChatEntries.SELECT + """
            order by entry.members_count desc, entry.chat_id desc
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
        String text = query.text().toLowerCase(Locale.ROOT);
        return transactions.with(handle -> {
            Query page = before == null && text.isEmpty()
                    ? handle.createQuery(FIRST_PAGE)
                    : handle.createQuery(PAGE)
                            .bind("before", before == null ? null : before.value())
                            .bind("text", text);
            return entries(page, viewer)
                    .bind("archived", query.archived())
                    .bind("limit", query.limit())
                    .map((row, ctx) -> ChatEntries.read(row))
                    .list();
        });
    }

    @Override
    public List<ChatId> chatsOf(UserId viewer, int limit) {
        return transactions.with(handle -> handle.createQuery("""
                        select me.chat_id
                        from chat_members me
                        where me.user_id = :viewer
                        limit :limit
                        """)
                .bind("viewer", viewer.value())
                .bind("limit", limit)
                .map((row, ctx) -> new ChatId(row.getLong("chat_id")))
                .list());
    }

    @Override
    public List<ChatEntry> find(UserId viewer, Set<ChatId> chats) {
        return transactions.with(handle -> entries(handle.createQuery(FIND), viewer)
                .bindArray(
                        "chats", Long.class, chats.stream().map(ChatId::value).toArray())
                .map((row, ctx) -> ChatEntries.read(row))
                .list());
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
        return query.bind("viewer", viewer.value())
                .bind("bound", UNREAD_BOUND)
                .bind("company_bound", NAMED_MEMBERS_BOUND);
    }

    /** A pattern for {@code like}, in which the text stands for itself. */
    private static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
