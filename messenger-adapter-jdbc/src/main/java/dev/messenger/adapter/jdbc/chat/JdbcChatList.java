package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.search.SearchTerms;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The list of chats. A page is one statement: some index probes for each of the viewer's chats, and a few more for each one on the page,
 * however many of its messages are unread.
 */
public final class JdbcChatList implements ChatList {

    /** A statement of its own for what is read most: the conditions of {@link #PAGE} would take a tenth of its time. */
    private static final String FIRST_PAGE = """
            with picked as (
                select chat_id, pinned, activity
                from listed_chats(:viewer)
                where archived = :archived
                order by pinned desc, activity desc, chat_id desc
                limit :limit
            )
            select entry.*
            from picked
            cross join lateral chat_entry(:viewer, picked.chat_id, :unread_bound, :other_members_bound) entry
            order by picked.pinned desc, picked.activity desc, picked.chat_id desc
            """;

    private static final String PAGE = """
            with picked as (
                select chat_id, pinned, activity
                from listed_chats(:viewer) mine
                where archived = :archived
                    and (cast(:before as bigint) is null or (pinned, activity, chat_id)
                        < (select pinned, activity, chat_id from listed_chats(:viewer) where chat_id = :before))
                    and (cast(:whole as text) is null or type = :whole
                        or exists (
                            select
                            from chats c
                            where c.id = mine.chat_id
                                and concat_ws(E'\n', c.search_title, c.handle,
                                    case when private_low = private_high then 'saved messages' end)
                                    like all (cast(:patterns as text[]))
                                and c.search_accents ~ all (cast(:accents as text[])))
                        or exists (
                            select
                            from users u
                            where private_low <> private_high
                                and u.id = case private_low when :viewer then private_high else private_low end
                                and u.username || E'\n' || u.search_name like all (cast(:patterns as text[]))
                                and u.search_accents ~ all (cast(:accents as text[]))))
                order by pinned desc, activity desc, chat_id desc
                limit :limit
            )
            select entry.*
            from picked
            cross join lateral chat_entry(:viewer, picked.chat_id, :unread_bound, :other_members_bound) entry
            order by picked.pinned desc, picked.activity desc, picked.chat_id desc
            """;

    private static final String FIND = """
            select entry.*
            from chats c
            cross join lateral chat_entry(:viewer, c.id, :unread_bound, :other_members_bound) entry
            where c.id = any(:chats) and (entry.role is not null or entry.is_public)
            """;

    private static final String DISCOVER = """
            with largest as (
                select id, members_count
                from chats
                where is_public
                order by members_count desc, id desc
                limit :limit
            )
            select entry.*
            from largest
            cross join lateral chat_entry(:viewer, largest.id, :unread_bound, :other_members_bound) entry
            order by largest.members_count desc, largest.id desc
            """;

    private static final String DISCOVER_BY_TEXT = """
            with largest as (
                select id, members_count
                from chats
                where is_public and search_pairs @> cast(:pairs as text[])
                    and concat_ws(E'\n', search_title, handle) like all (cast(:patterns as text[]))
                    and search_accents ~ all (cast(:accents as text[]))
                order by members_count desc, id desc
                limit :limit
            )
            select entry.*
            from largest
            cross join lateral chat_entry(:viewer, largest.id, :unread_bound, :other_members_bound) entry
            order by largest.members_count desc, largest.id desc
            """;

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
        SearchTerms terms = query.terms().orElse(null);
        UnaryOperator<Query> common =
                page -> page.bind("archived", query.archived()).bind("limit", query.limit());
        return query.isStart()
                ? entries(FIRST_PAGE, viewer, common)
                : entries(
                        PAGE,
                        viewer,
                        page -> SearchColumns.bind(common.apply(page), terms).bind("before", query.before()));
    }

    @Override
    public List<ChatId> chatsOf(UserId viewer, int limit) {
        return transactions.list(
                """
                        select me.chat_id
                        from chat_members me
                        where me.user_id = :viewer
                        limit :limit
                        """,
                row -> new ChatId(row.getLong("chat_id")),
                query -> query.bind("viewer", viewer).bind("limit", limit));
    }

    @Override
    public List<ChatEntry> find(UserId viewer, Set<ChatId> chats) {
        return entries(FIND, viewer, query -> query.bind("chats", ArrayArgument.numbers(chats)));
    }

    @Override
    public List<ChatEntry> discover(UserId viewer, @Nullable SearchTerms terms, int limit) {
        return terms == null
                ? entries(DISCOVER, viewer, query -> query.bind("limit", limit))
                : entries(
                        DISCOVER_BY_TEXT,
                        viewer,
                        query -> SearchColumns.bind(query, terms)
                                .bind("pairs", ArrayArgument.texts(SearchColumns.pairs(terms.bases())))
                                .bind("limit", limit));
    }

    @Override
    public List<UserId> openMembers(ChatId chat, @Nullable UserId after, int limit) {
        return transactions.list(
                OPEN_MEMBERS,
                row -> new UserId(row.getLong("user_id")),
                query -> query.bind("chat", chat)
                        .bind("after", after == null ? 0 : after.value())
                        .bind("limit", limit));
    }

    private List<ChatEntry> entries(String sql, UserId viewer, UnaryOperator<Query> bindings) {
        return transactions.list(
                sql,
                ChatEntryRow::read,
                query -> bindings.apply(query)
                        .bind("viewer", viewer)
                        .bind("unread_bound", UNREAD_BOUND)
                        .bind("other_members_bound", NAMED_MEMBERS_BOUND));
    }
}
