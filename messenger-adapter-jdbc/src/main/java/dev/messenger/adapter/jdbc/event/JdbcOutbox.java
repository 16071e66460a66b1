package dev.messenger.adapter.jdbc.event;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outbox. Events are appended without a cursor, to table {@code outbox_pending}; a reader assigns the next cursors to those
 * that have become visible and moves them to table {@code outbox}. See {@code docs/adr/0003-outbox.md}. Thread-safe.
 */
public final class JdbcOutbox implements Outbox {

    /** Up to how many members of a new chat {@link #changes} reports; with more it is not complete. */
    private static final int JOINED_AT_ONCE = 1_000;

    private static final String READ = """
            select cursor, id, type, chat_id, message_id, user_id, member_id, addressee_id, detail
            from outbox
            where cursor > :after
            order by cursor
            limit :limit
            """;

    private static final String LAST = "select last_cursor, " + PendingEvents.ANY + " as more from outbox_sequencer";

    private static final String CHANGES = """
            select event.*, case type when 'chat_created' then array(
                select user_id from chat_members m where m.chat_id = event.chat_id limit :joined) end as joined
            from (
                (
                    select cursor, id, type, chat_id, message_id, user_id, member_id, addressee_id, detail
                    from outbox
                    where cursor > :after
                    order by cursor
                    limit :limit
                )
                union all
                (
                    select null, %s
                    from outbox_pending
                    order by outbox_pending.id
                    limit :limit
                )
            ) event
            """.formatted(PendingEvents.EVENTS);

    private static final String MISSED = """
            select cursor, id, type, chat_id, message_id, user_id, member_id, addressee_id, detail
            from (
                (
                    select *
                    from outbox
                    where addressee_id = :user and cursor > :after and cursor <= :up_to
                    order by cursor
                    limit :limit
                )
                union all
                select event.*
                from chat_members m
                cross join lateral (
                    select *
                    from outbox
                    where chat_id = m.chat_id and addressee_id is null and cursor > :after and cursor <= :up_to
                    order by cursor
                    limit :limit
                ) event
                where m.user_id = :user
                union all
                select event.*
                from (
                    select cast(:user as bigint) as id
                    union
                    select case c.private_low when :user then c.private_high else c.private_low end
                    from chat_members m
                    join chats c on c.id = m.chat_id and c.private_low is not null
                    where m.user_id = :user
                ) person
                cross join lateral (
                    select *
                    from outbox
                    where user_id = person.id and chat_id is null and addressee_id is null and type = 'person_changed'
                        and cursor > :after and cursor <= :up_to
                    order by cursor
                    limit :limit
                ) event
            ) missed
            order by cursor
            limit :limit
            """;

    /** Whoever knows nothing yet, after 0, misses nothing of an earlier epoch. */
    private static final String IS_COMPLETE = """
            select :after >= trimmed_cursor and (:after = 0 or :after >= epoch_cursor) from outbox_sequencer
            """;

    private static final String TRIM = """
            with page as (
                select cursor, created_at
                from outbox
                where cursor > (select trimmed_cursor from outbox_sequencer)
                order by cursor
                limit :limit
            ), old as (
                select coalesce(min(cursor) filter (where created_at >= :before) - 1, max(cursor)) as cursor
                from page
            ), trimmed as (
                delete from outbox where cursor <= (select cursor from old)
                returning cursor
            )
            update outbox_sequencer
            set trimmed_cursor = (select cursor from old)
            where exists (select from trimmed)
            returning (select count(*) from trimmed)
            """;

    private final JdbcTransactions transactions;
    private final PendingEvents pending;

    public JdbcOutbox(JdbcTransactions transactions) {
        this.transactions = transactions;
        this.pending = new PendingEvents(transactions);
    }

    @Override
    public void append(Event event) {
        pending.append(event);
    }

    @Override
    public void onAppended(Runnable listener) {
        transactions.onEvents(listener);
    }

    @Override
    public List<Recorded> read(long after, int limit) {
        return pending.numberAndRead(
                READ, JdbcOutbox::recorded, query -> query.bind("after", after).bind("limit", limit));
    }

    private static List<Recorded> recorded(ResultSet rows) throws SQLException {
        List<Recorded> events = new ArrayList<>();
        while (rows.next()) {
            events.add(EventRow.read(rows));
        }
        return events;
    }

    @Override
    public long last() {
        Last last;
        do {
            last = pending.numberAndRead(LAST, JdbcOutbox::last, query -> query);
        } while (last.more);
        return last.cursor;
    }

    /** @param more whether more events are pending than one statement numbers */
    private record Last(long cursor, boolean more) {}

    private static Last last(ResultSet rows) throws SQLException {
        rows.next();
        return new Last(rows.getLong("last_cursor"), rows.getBoolean("more"));
    }

    /** Does not detect that events after {@code after} were trimmed: its caller asks more often than every few days. */
    @Override
    public Changes changes(long after, int limit) {
        return transactions.scan(
                CHANGES,
                (rows, statement) -> changes(rows.get(), limit),
                query -> query.bind("after", after).bind("limit", limit).bind("joined", JOINED_AT_ONCE));
    }

    private static Changes changes(ResultSet row, int limit) throws SQLException {
        List<Arrived> events = new ArrayList<>();
        int numbered = 0;
        boolean complete = true;
        while (row.next()) {
            Recorded recorded = EventRow.read(row);
            Set<UserId> joined = joined(row.getArray("joined"));
            events.add(new Arrived(recorded.id(), recorded.cursor(), recorded.event(), joined));
            numbered += recorded.cursor() == 0 ? 0 : 1;
            complete &= joined.size() < JOINED_AT_ONCE;
        }
        return new Changes(complete && numbered < limit && events.size() - numbered < limit, events);
    }

    private static Set<UserId> joined(@Nullable Array members) throws SQLException {
        return members == null
                ? Set.of()
                : Arrays.stream((Long[]) members.getArray()).map(UserId::new).collect(Collectors.toSet());
    }

    /** Reads the trimmed cursor after the events, so that trimming in between does not go unnoticed. */
    @Override
    public Missed missed(UserId user, long after, long upTo, int limit) {
        List<Recorded> events = transactions.list(
                MISSED,
                EventRow::read,
                query -> query.bind("user", user)
                        .bind("after", after)
                        .bind("up_to", upTo)
                        .bind("limit", limit));
        boolean isComplete =
                transactions.one(IS_COMPLETE, row -> row.getBoolean(1), query -> query.bind("after", after));
        return new Missed(isComplete, events);
    }

    @Override
    public boolean trim(Instant appendedBefore, int limit) {
        long trimmed = transactions
                .first(
                        TRIM,
                        row -> row.getLong(1),
                        query -> query.bind("before", appendedBefore).bind("limit", limit))
                .orElse(0L);
        return trimmed == limit;
    }
}
