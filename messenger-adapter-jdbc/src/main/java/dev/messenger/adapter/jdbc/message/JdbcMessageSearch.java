package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.message.port.MessageSearch;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.search.SearchTerms;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Searches messages in two steps, each a statement. The first step reads the newest messages, since a common word is among them. Unless
 * it fills the page or reads all, the second step asks the index, which is fast for a rare word. Both depend on whether the viewer is in few
 * chats or in many. Figures and plans are in {@code docs/adr/0031-message-search.md}.
 */
public final class JdbcMessageSearch implements MessageSearch {

    /** The maximum number of chats that are read one by one. */
    private static final int FEW_CHATS = 50;

    /** The maximum number of texts that the first step compares with a term; it reads fewer messages for more terms (rule C22). */
    private static final int NEWEST = 10_000;

    /** The maximum number of messages, those of other chats included, among which it looks for them. */
    private static final int NEWEST_OF_ALL = 100_000;

    private static final String NEWEST_OF_FEW = """
            with mine as materialized (
                select * from searched_chats(:viewer, :chats, :before, :each)
            ), floor as materialized (
                select coalesce(max(floor), 0) as id from mine
            ), found as (
                select m.*
                from floor
                cross join mine
                cross join lateral (
                    select visible.*
                    from (
                        select id
                        from messages
                        where chat_id = mine.chat_id and id > floor.id and id < :before and deleted_at is null
                            and search_text like all (cast(:patterns as text[]))
                            and search_accents ~ all (cast(:accents as text[]))
                    ) hit
                    cross join lateral (
                        select * from visible_messages(:viewer, mine.chat_id, mine.cleared_message_id) where id = hit.id limit 1
                    ) visible
                    order by hit.id desc
                    limit :limit
                ) m
                order by m.id desc
                limit :limit
            )
            select floor.id as floor, m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from floor
            left join found m on true
            left join chats c on c.id = m.chat_id
            left join lateral positions_of_others(:viewer, m.chat_id) others on true
            left join lateral attachments_of(m.chat_id, m.id) a on true
            order by m.id desc, a.attachment_id
            """;

    /**
     * Small chats are read to their ends, which is cheaper than the index. The index knows the chat of each message too: one look-up serves
     * all long chats.
     */
    private static final String ALL_OF_FEW = """
            with mine as materialized (
                select * from searched_chats(:viewer, :chats, :before, :each)
            ), floor as materialized (
                select coalesce(max(floor), 0) as id from mine
            ), matching as materialized (
                select chat_id, id
                from messages
                where deleted_at is null
                    and messages_search_keys(chat_id, search_text) @@ (
                        select cast('(' || string_agg('C' || chat_id, ' | ') || ') & ' || :keys as tsquery)
                        from mine
                        where floor is not null)
                    and id + 0 < :before and search_text like all (cast(:patterns as text[]))
                    and search_accents ~ all (cast(:accents as text[]))
            ), found as (
                select *
                from (
                    select m.*
                    from mine
                    cross join lateral (
                        select visible.*
                        from (
                            select id
                            from messages
                            where mine.floor is null and chat_id = mine.chat_id and id < :before and deleted_at is null
                                and search_text like all (cast(:patterns as text[]))
                                and search_accents ~ all (cast(:accents as text[]))
                        ) hit
                        cross join lateral (
                            select * from visible_messages(:viewer, mine.chat_id, mine.cleared_message_id) where id = hit.id limit 1
                        ) visible
                        order by hit.id desc
                        limit :limit
                    ) m
                    union all
                    (select m.*
                     from (
                        select mine.*, matching.id
                        from matching
                        join mine on mine.chat_id = matching.chat_id
                        order by matching.id desc
                     ) hit
                     cross join lateral (
                        select * from visible_messages(:viewer, hit.chat_id, hit.cleared_message_id) where id = hit.id limit 1
                     ) m
                     limit :limit)
                ) m
                order by id desc
                limit :limit
            )
            select floor.id as floor, m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from floor
            left join found m on true
            left join chats c on c.id = m.chat_id
            left join lateral positions_of_others(:viewer, m.chat_id) others on true
            left join lateral attachments_of(m.chat_id, m.id) a on true
            order by m.id desc, a.attachment_id
            """;

    /** Passes over the messages of other chats, and deleted ones, at little cost each: a hash of the viewer's chats tells. */
    private static final String NEWEST_OF_MANY = """
            with floor as materialized (
                select coalesce((select id from messages where id < :before order by id desc offset :each limit 1), 0) as id
            ), found as (
                select m.*
                from (
                    select chat_id, id, search_text, search_accents
                    from (select * from messages where id < :before order by id desc limit :window) newest
                    where deleted_at is null and (chat_id in (select chat_id from chat_members where user_id = :viewer)) is true
                    limit :each
                ) mine
                join chats c on c.id = mine.chat_id
                join chat_members me on me.chat_id = mine.chat_id and me.user_id = :viewer
                cross join lateral (
                    select * from visible_messages(:viewer, me.chat_id, me.cleared_message_id) where id = mine.id limit 1
                ) m
                where mine.search_text like all (cast(:patterns as text[]))
                    and mine.search_accents ~ all (cast(:accents as text[]))
                order by mine.id desc
                limit :limit
            )
            select floor.id as floor, m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from floor
            left join found m on true
            left join chats c on c.id = m.chat_id
            left join lateral positions_of_others(:viewer, m.chat_id) others on true
            left join lateral attachments_of(m.chat_id, m.id) a on true
            order by m.id desc, a.attachment_id
            """;

    private static final String ALL_OF_MANY = """
            with floor as (
                select cast(0 as bigint) as id
            ), matching as materialized (
                select chat_id, id
                from messages
                where deleted_at is null and messages_search_keys(chat_id, search_text) @@ cast(:keys as tsquery)
                    and (chat_id in (select chat_id from chat_members where user_id = :viewer)) is true
                    and search_text like all (cast(:patterns as text[]))
                    and search_accents ~ all (cast(:accents as text[]))
            ), found as (
                select m.*
                from (
                    select me.chat_id, me.cleared_message_id, matching.id
                    from matching
                    join chats c on c.id = matching.chat_id
                    join chat_members me on me.chat_id = matching.chat_id and me.user_id = :viewer
                    where matching.id < :before
                    order by matching.id desc
                ) hit
                cross join lateral (
                    select * from visible_messages(:viewer, hit.chat_id, hit.cleared_message_id) where id = hit.id limit 1
                ) m
                limit :limit
            )
            select floor.id as floor, m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from floor
            left join found m on true
            left join chats c on c.id = m.chat_id
            left join lateral positions_of_others(:viewer, m.chat_id) others on true
            left join lateral attachments_of(m.chat_id, m.id) a on true
            order by m.id desc, a.attachment_id
            """;

    private final JdbcTransactions transactions;

    public JdbcMessageSearch(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** Empties the pending list of the index. Else a write that fills the list empties it, and everything in its batch waits. */
    @Override
    public void settle() {
        transactions.one("select gin_clean_pending_list('messages_search')", row -> row.getLong(1), query -> query);
    }

    @Override
    public List<MessageWithStatus> find(
            UserId viewer, SearchTerms terms, @Nullable ChatId chat, @Nullable MessageId before, int limit) {
        List<Long> chats = chat == null ? chatsOf(viewer) : List.of(chat.value());
        if (chats.isEmpty()) {
            return List.of();
        }
        boolean few = chats.size() <= FEW_CHATS;
        int newest = NEWEST / terms.values().size();
        UnaryOperator<Query> bind = query -> SearchColumns.bind(query, terms)
                .bind("viewer", viewer)
                .bind("chats", ArrayArgument.numbers(chats))
                .bind("keys", SearchKeys.of(terms))
                .bind("before", before == null ? Long.MAX_VALUE / 2 : before.value())
                .bind("each", few ? Math.ceilDiv(newest, chats.size()) : newest)
                .bind("window", NEWEST_OF_ALL)
                .bind("limit", limit);
        Page first = read(few ? NEWEST_OF_FEW : NEWEST_OF_MANY, viewer, bind);
        return first.isComplete() || first.messages().size() == limit
                ? first.messages()
                : read(few ? ALL_OF_FEW : ALL_OF_MANY, viewer, bind).messages();
    }

    /** The chats of a user, at most one more than {@link #FEW_CHATS}. */
    private List<Long> chatsOf(UserId user) {
        return transactions.list(
                "select chat_id from chat_members where user_id = :user limit :limit",
                row -> row.getLong(1),
                query -> query.bind("user", user).bind("limit", FEW_CHATS + 1));
    }

    private Page read(String step, UserId viewer, UnaryOperator<Query> bind) {
        return transactions.one(
                step,
                row -> {
                    boolean isComplete = row.getLong("floor") == 0;
                    return new Page(MessageRows.read(row, viewer), isComplete);
                },
                bind);
    }

    /**
     * The hits of a step.
     *
     * @param isComplete whether the step read all messages, and not only those beyond a floor
     */
    private record Page(List<MessageWithStatus> messages, boolean isComplete) {}
}
