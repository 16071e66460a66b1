package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.MessageSearch;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.SearchTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Searches messages in steps, each a statement, until the page is full or all was looked at. The first step reads the newest
 * messages, since a common word is among them; the second asks the index, which is fast for a word that was not. Which
 * messages those are depends on whether the viewer is in few chats or in many. Figures and plans are in
 * {@code docs/adr/0031-message-search.md}.
 */
public final class JdbcMessageSearch implements MessageSearch {

    /** Up to so many chats each is looked at by itself. */
    private static final int FEW_CHATS = 50;

    /** How many messages the first step reads at most. */
    private static final int NEWEST = 10_000;

    /** How many messages it passes by at most to find those, when they lie among many of others. */
    private static final int NEWEST_OF_ALL = 100_000;

    /** Every term is in the text of {@code m}: it is folded once, however many they are. */
    private static final String MATCHES = "lower(upper(m.text)) like all (cast(:patterns as text[]))\n";

    /** The chats to look in, with the id beyond which a chat has as many messages as the first step may read of each. */
    private static final String MINE = """
            with mine as materialized (
                select me.chat_id, me.cleared_message_id,
                    (select id from messages where chat_id = me.chat_id and id < :before
                     order by id desc offset :each limit 1) as floor
                from chat_members me
                join chats on chats.id = me.chat_id
                where me.chat_id = any(:chats) and me.user_id = :viewer
            ), floor as materialized (
                select coalesce(max(floor), 0) as id from mine
            )
            """;

    private static final String NEWEST_OF_FEW = MINE + """
            , found as (
                select m.*
                from floor, mine me
                cross join lateral (
                    select *
                    from messages m
                    where chat_id = me.chat_id and id > floor.id and id < :before and
            """ + SeenRows.VISIBLE + " and " + MATCHES + """
                    order by id desc
                    limit :limit
                ) m
                order by m.id desc
                limit :limit
            )
            """;

    /**
     * Small chats are read to their ends, which is cheaper than the index. The index knows the chat of each message too: it is
     * asked once for all long chats.
     */
    private static final String ALL_OF_FEW =
            MINE + """
            , matching as materialized (
                select *
                from messages m
                where deleted_at is null
                    and messages_search_keys(chat_id, text) @@ (
                        select cast('(' || string_agg('C' || chat_id, ' | ') || ') & ' || :keys as tsquery)
                        from mine
                        where floor is not null)
                    and id + 0 < :before and
            """ + MATCHES + """
            ), found as (
                select m.*
                from (
                    select m.*
                    from mine me
                    cross join lateral (
                        select *
                        from messages m
                        where me.floor is null and chat_id = me.chat_id and id < :before and
            """ + SeenRows.VISIBLE + " and " + MATCHES + """
                        order by id desc
                        limit :limit
                    ) m
                    union all
                    select m.*
                    from matching m
                    join mine me on me.chat_id = m.chat_id
                    where
            """ + SeenRows.VISIBLE + """
                ) m
                order by m.id desc
                limit :limit
            )
            """;

    /** Membership is asked first, by a hash of the viewer's chats: the text of others is not looked at. */
    private static final String OF_MINE =
            "((m.chat_id in (select chat_id from chat_members where user_id = :viewer)) is true)";

    /** The newest of the viewer's chats: others and deleted ones are passed over, for a while, at little cost. */
    private static final String NEWEST_OF_MANY = """
            with floor as materialized (
                select coalesce((select id from messages where id < :before order by id desc offset :each limit 1), 0) as id
            ), found as (
                select m.*
                from (
                    select *
                    from (select * from messages where id < :before order by id desc limit :window) m
                    where deleted_at is null and
            """ + OF_MINE + """
                    limit :each
                ) m
                join chats on chats.id = m.chat_id
                join chat_members me on me.chat_id = m.chat_id and me.user_id = :viewer
                where
            """ + SeenRows.VISIBLE + " and " + MATCHES + """
                order by m.id desc
                limit :limit
            )
            """;

    private static final String ALL_OF_MANY = """
            with floor as (
                select cast(0 as bigint) as id
            ), matching as materialized (
                select *
                from messages m
                where deleted_at is null and messages_search_keys(chat_id, text) @@ cast(:keys as tsquery) and
            """ + OF_MINE + " and " + MATCHES + """
            ), found as (
                select m.*
                from matching m
                join chats on chats.id = m.chat_id
                join chat_members me on me.chat_id = m.chat_id and me.user_id = :viewer
                where m.id < :before and
            """ + SeenRows.VISIBLE + """
                order by m.id desc
                limit :limit
            )
            """;

    /** The page, in a row at least: it tells whether anything below the floor is left to look at. */
    private static final String SHOWN =
            "select floor.id as floor,\n" + SeenRows.COLUMNS + """

            from floor
            left join found m on true
            left join chats c on c.id = m.chat_id
            """ + SeenRows.ATTACHMENTS + SeenRows.FURTHEST + """
            order by m.id desc, a.id
            """;

    private final JdbcTransactions transactions;

    public JdbcMessageSearch(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** Beside those who write: a list that is full is put into the index by whoever fills it, and their whole group waits. */
    @Override
    public void settle() {
        transactions.with(handle -> handle.createQuery("select gin_clean_pending_list('messages_search')")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<MessageWithStatus> find(
            UserId viewer, SearchTerms terms, @Nullable ChatId chat, @Nullable MessageId before, int limit) {
        Wanted wanted = new Wanted(viewer, terms, before, limit);
        return transactions.with(handle -> {
            List<Long> chats = chat == null ? chatsOf(viewer, handle) : List.of(chat.value());
            if (chats.isEmpty()) {
                return List.of();
            }
            return chats.size() > FEW_CHATS ? ofMany(wanted, handle) : ofFew(wanted, chats, handle);
        });
    }

    /** The chats of someone, or one more than few of them. */
    private static List<Long> chatsOf(UserId user, Handle handle) {
        return handle.createQuery("select chat_id from chat_members where user_id = :user limit :limit")
                .bind("user", user.value())
                .bind("limit", FEW_CHATS + 1)
                .mapTo(Long.class)
                .list();
    }

    private static List<MessageWithStatus> ofFew(Wanted wanted, List<Long> chats, Handle handle) {
        int each = NEWEST / chats.size();
        Page newest = wanted.page(handle.createQuery(NEWEST_OF_FEW + SHOWN), each)
                .bindArray("chats", Long.class, chats)
                .scanResultSet((rows, ctx) -> Page.read(rows.get()));
        return newest.isFull(wanted.limit())
                ? newest.messages()
                : wanted.page(handle.createQuery(ALL_OF_FEW + SHOWN), each)
                        .bindArray("chats", Long.class, chats)
                        .bind("keys", SearchKeys.of(wanted.terms()))
                        .scanResultSet((rows, ctx) -> Page.read(rows.get()))
                        .messages();
    }

    private static List<MessageWithStatus> ofMany(Wanted wanted, Handle handle) {
        Page newest = wanted.page(handle.createQuery(NEWEST_OF_MANY + SHOWN), NEWEST)
                .bind("window", NEWEST_OF_ALL)
                .scanResultSet((rows, ctx) -> Page.read(rows.get()));
        return newest.isFull(wanted.limit())
                ? newest.messages()
                : wanted.page(handle.createQuery(ALL_OF_MANY + SHOWN), NEWEST)
                        .bind("keys", SearchKeys.of(wanted.terms()))
                        .scanResultSet((rows, ctx) -> Page.read(rows.get()))
                        .messages();
    }

    /** What is looked for. */
    private record Wanted(
            UserId viewer, SearchTerms terms, @Nullable MessageId before, int limit) {

        /** Binds what every step needs. */
        Query page(Query query, int each) {
            return query.bind("viewer", viewer.value())
                    .bindArray("patterns", String.class, SearchKeys.patterns(terms))
                    .bind("before", before == null ? Long.MAX_VALUE / 2 : before.value())
                    .bind("limit", limit)
                    .bind("each", each);
        }
    }

    /**
     * What a step found.
     *
     * @param floor the step looked at all that is beyond this id
     */
    private record Page(List<MessageWithStatus> messages, long floor) {

        static Page read(ResultSet rows) throws SQLException {
            rows.next();
            long floor = rows.getLong("floor");
            return new Page(SeenRows.read(rows), floor);
        }

        boolean isFull(int limit) {
            return floor == 0 || messages.size() == limit;
        }
    }
}
