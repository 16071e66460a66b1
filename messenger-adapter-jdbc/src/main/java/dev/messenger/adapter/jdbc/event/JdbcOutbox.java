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
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The outbox, in table {@code outbox}. An event has no cursor when it is appended: who reads gives the next ones to what
 * has become visible since, one transaction at a time. See {@code docs/adr/0003-outbox.md}.
 */
public final class JdbcOutbox implements Outbox {

    /** How many events get their cursor in one statement: what a reader that comes after a long pause waits for at most. */
    private static final int SEQUENCED_AT_ONCE = 1_000;

    private static final String APPEND = """
            insert into outbox (type, chat_id, message_id, user_id, member_id, detail, addressee_id)
            values (:type, :chat, :message, :user, :member, :detail, :addressee)
            """;

    private static final String APPEND_TWICE = """
            insert into outbox (type, chat_id, message_id, user_id, member_id, detail, addressee_id)
            values (:type, :chat, :message, :user, :member, :detail, null),
                (:type, :chat, :message, :user, :member, :detail, :addressee)
            """;

    /** Members of a new chat: beyond so many of them, what is new is not told completely. */
    private static final int JOINED_AT_ONCE = 1_000;

    private static final String READ = "select " + EventRow.COLUMNS + """

            from outbox
            where cursor > :after
            order by cursor
            limit :limit
            """;

    /** The order is for the planner: while the table is empty, it would prefer to read it all, and keep to that. */
    private static final String NEXT_UNSEQUENCED = "select id from outbox where cursor is null order by id limit 1";

    private static final String NEWS = "select " + EventRow.COLUMNS + """
            ,
                case type when 'chat_created' then
                    array(select user_id from chat_members m where m.chat_id = happened.chat_id limit :joined)
                end as joined
            from (
                (select * from outbox where cursor > :after order by cursor limit :limit)
                union all
                (select * from outbox where cursor is null order by id limit :limit)
            ) happened
            """;

    private static final String MISSED = "select " + EventRow.COLUMNS + """

            from (
                (
                    select *
                    from outbox
                    where addressee_id = :user and cursor > :after and cursor <= :up_to
                    order by cursor
                    limit :limit
                )
                union all
                select happened.*
                from chat_members m
                cross join lateral (
                    select *
                    from outbox
                    where chat_id = m.chat_id and addressee_id is null and cursor > :after and cursor <= :up_to
                    order by cursor
                    limit :limit
                ) happened
                where m.user_id = :user
                union all
                select happened.*
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
                ) happened
            ) missed
            order by cursor
            limit :limit
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
    private final ReentrantLock sequencing = new ReentrantLock();

    public JdbcOutbox(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void append(Event event) {
        EventRow row = EventRow.of(event);
        switch (event) {
            case Event.MemberRemoved removed -> insert(APPEND_TWICE, row, removed.member());
            default -> insert(APPEND, row, event.onlyFor());
        }
        transactions.eventAppended();
    }

    private void insert(String sql, EventRow row, @Nullable UserId addressee) {
        transactions.with(handle -> handle.createUpdate(sql)
                .bind("type", row.type().column())
                .bind("chat", row.chat() == null ? null : row.chat().value())
                .bind("message", row.message() == null ? null : row.message().value())
                .bind("user", row.actor().value())
                .bind("member", row.member() == null ? null : row.member().value())
                .bind("detail", row.detail())
                .bind("addressee", addressee == null ? null : addressee.value())
                .execute());
    }

    @Override
    public void onAppended(Runnable listener) {
        transactions.onEvents(listener);
    }

    @Override
    public List<Recorded> read(long after, int limit) {
        sequencePending();
        return transactions.scan(
                READ,
                (rows, statement) -> recorded(rows.get()),
                query -> query.bind("after", after).bind("limit", limit));
    }

    private static List<Recorded> recorded(ResultSet row) throws SQLException {
        List<Recorded> events = new ArrayList<>();
        while (row.next()) {
            events.add(EventRow.read(row));
        }
        return events;
    }

    @Override
    public long last() {
        while (sequencePending() == SEQUENCED_AT_ONCE) {
            // more is pending than one statement takes
        }
        return transactions.with(handle -> handle.createQuery("select last_cursor from outbox_sequencer")
                .mapTo(Long.class)
                .one());
    }

    /** What was trimmed meanwhile is not noticed: who asks does so more often than every few days. */
    @Override
    public News news(long after, int limit) {
        return transactions.scan(
                NEWS,
                (rows, statement) -> news(rows.get(), limit),
                query -> query.bind("after", after).bind("limit", limit).bind("joined", JOINED_AT_ONCE));
    }

    private static News news(ResultSet row, int limit) throws SQLException {
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
        return new News(complete && numbered < limit && events.size() - numbered < limit, events);
    }

    private static Set<UserId> joined(@Nullable Array members) throws SQLException {
        return members == null
                ? Set.of()
                : Arrays.stream((Long[]) members.getArray()).map(UserId::new).collect(Collectors.toSet());
    }

    /** What was trimmed is looked up after the events were read: events that go in between are missed by nobody unnoticed. */
    @Override
    public Missed missed(UserId user, long after, long upTo, int limit) {
        List<Recorded> events = transactions.scan(
                MISSED,
                (rows, statement) -> recorded(rows.get()),
                query -> query.bind("user", user.value())
                        .bind("after", after)
                        .bind("up_to", upTo)
                        .bind("limit", limit));
        long trimmed = transactions.with(handle -> handle.createQuery("select trimmed_cursor from outbox_sequencer")
                .mapTo(Long.class)
                .one());
        return new Missed(after >= trimmed, events);
    }

    @Override
    public boolean trim(Instant appendedBefore, int limit) {
        long trimmed = transactions.with(handle -> handle.createQuery(TRIM)
                .bind("before", appendedBefore)
                .bind("limit", limit)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
        return trimmed == limit;
    }

    /** Whoever waited for another one of this node has often nothing left to do, and no commit to wait for. */
    private int sequencePending() {
        if (transactions.isActive()) {
            return sequenceIfAny();
        }
        sequencing.lock();
        try {
            return sequenceIfAny();
        } finally {
            sequencing.unlock();
        }
    }

    private int sequenceIfAny() {
        return hasUnsequenced() ? transactions.inTransaction(() -> transactions.with(JdbcOutbox::sequence)) : 0;
    }

    private boolean hasUnsequenced() {
        return transactions.scan(
                NEXT_UNSEQUENCED, (rows, statement) -> rows.get().next(), query -> query);
    }

    /**
     * Gives cursors in order of id. The lock is a statement of its own: the next one sees all that was committed before the
     * lock was got, so that two readers never number the same event. Nobody else changes an event without a cursor: it stays
     * in its place.
     */
    private static int sequence(Handle handle) {
        long last = handle.createQuery("select last_cursor from outbox_sequencer for update")
                .mapTo(Long.class)
                .one();
        return handle.createUpdate("""
                        with next as (
                            select place, :last + row_number() over (order by id) as cursor
                            from (select id, ctid as place from outbox where cursor is null order by id limit :limit) pending
                        ), counted as (
                            update outbox_sequencer set last_cursor = coalesce((select max(cursor) from next), last_cursor)
                        )
                        update outbox set cursor = next.cursor from next where outbox.ctid = next.place
                        """)
                .bind("last", last)
                .bind("limit", SEQUENCED_AT_ONCE)
                .execute();
    }
}
