package dev.messenger.adapter.jdbc.shared;

import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.shared.Unavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultSetScanner;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.Update;
import org.jdbi.v3.postgres.UUIDArgumentFactory;
import org.jspecify.annotations.Nullable;

/**
 * Transactions bound to the thread, at the isolation level READ COMMITTED: each statement sees what was committed before it
 * began, which is what the locks of this adapter rely on.
 *
 * <p>Rows are locked in one order everywhere, so that no two transactions wait for each other: users (by id), chats,
 * messages, chat members, uploads, the outbox sequencer.
 *
 * <p>Thread-safe; works with virtual threads.
 */
public final class JdbcTransactions implements Transactions {

    private final Jdbi jdbi;
    private final JoinableConnections connections;
    private final Attempts attempts;

    /** Of the instance, not static: a thread may be in a transaction of each of two databases. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable OpenTransaction> current = new ThreadLocal<>();

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Boolean> appended = ThreadLocal.withInitial(() -> false);

    private final List<Runnable> eventListeners = new CopyOnWriteArrayList<>();

    /** Transactions on connections of {@code source}. */
    public JdbcTransactions(ConnectionSource source) {
        connections = new JoinableConnections(source);
        attempts = new Attempts(source);
        jdbi = Jdbi.create(connections);
        // not the whole PostgresPlugin: it unwraps the driver's connection at each opening, which not every pool allows
        jdbi.registerArgument(new UUIDArgumentFactory());
        jdbi.registerArgument(new InstantArgument());
        jdbi.registerArgument(new DomainArguments());
        // arguments hold texts and hashes of people, which must not get into the log (rule A10)
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        // a joined connection is returned in the middle of its owner's transaction
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A transaction that loses a deadlock or another conflict runs again, so {@code work} does nothing but use the ports and
     * compute.
     *
     * @throws Unavailable when the database does not serve; with the code {@code outcome_unknown} when the answer to the
     *     commit got lost
     */
    @Override
    public <T> T inTransaction(Supplier<T> work) {
        if (isActive()) {
            return work.get();
        }
        T result = attempts.repeating(() -> attempt(work));
        notifyEventListeners();
        return result;
    }

    private <T> T attempt(Supplier<T> work) {
        try (Handle handle = open()) {
            send(handle::begin);
            appended.remove();
            OpenTransaction transaction = new OpenTransaction(handle);
            try {
                T result = within(transaction, work);
                attempts.committing(() -> {
                    transaction.commit();
                    return true;
                });
                return result;
            } catch (RuntimeException | Error e) {
                rollBack(handle, e);
                throw e;
            }
        }
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    /** Notifies the listeners of {@link #onEvents} after the commit of this thread's transaction. Call it after appending to the outbox. */
    public void eventAppended() {
        appended.set(true);
        if (current.get() == null) {
            notifyEventListeners();
        }
    }

    /** Calls {@code listener} after each commit with an {@link #eventAppended}, on the thread of the commit. */
    public void onEvents(Runnable listener) {
        eventListeners.add(listener);
    }

    private void notifyEventListeners() {
        if (appended.get()) {
            appended.remove();
            eventListeners.forEach(Runnable::run);
        }
    }

    /**
     * Runs {@code work} in a transaction of the caller: the ports use {@code connection} on this thread, and their changes become
     * permanent when its owner commits. The connection is neither committed, rolled back nor closed here. After an exception
     * its owner has to roll back.
     *
     * @param connection to the database of this store, at READ COMMITTED, auto-commit off
     * @throws IllegalStateException when this thread is in a transaction already, or auto-commit is on
     */
    public <T> T join(Connection connection, Supplier<T> work) {
        requireNone();
        connections.join(connection);
        try (Handle handle = open()) {
            OpenTransaction transaction = new OpenTransaction(handle);
            T result = within(transaction, work);
            send(transaction::runDeferred);
            return result;
        } finally {
            connections.leave();
        }
    }

    /**
     * Runs statements in this thread's transaction; outside of one each statement is a transaction of its own.
     *
     * @throws Unavailable when the database does not answer
     */
    public <T extends @Nullable Object> T with(Function<Handle, T> statements) {
        OpenTransaction transaction = current.get();
        if (transaction != null) {
            return attempts.statements(() -> {
                transaction.runDeferred();
                return statements.apply(transaction.handle());
            });
        }
        return attempts.repeating(() -> {
            try (Handle handle = open()) {
                return attempts.statements(() -> statements.apply(handle));
            }
        });
    }

    /**
     * Runs a statement whose result is not needed, and which is probably the last one of this thread's transaction: it goes out
     * in one round trip with the commit, or before the next statement. When it fails, that commit or statement fails. Outside
     * of a transaction it runs at once.
     */
    public void defer(String sql, UnaryOperator<Update> bind) {
        OpenTransaction transaction = current.get();
        if (transaction == null) {
            update(sql, bind);
        } else {
            send(() -> transaction.defer(new OpenTransaction.Statement(sql, bind)));
        }
    }

    /** Runs a statement, and returns the number of rows that it changed. */
    public int update(String sql, UnaryOperator<Update> bind) {
        return with(handle -> new OpenTransaction.Statement(sql, bind).run(handle));
    }

    /**
     * Reads the result of a query with {@code scanner}, and closes the statement, which Jdbi would leave to the end of the
     * transaction: the driver keeps only closed statements prepared for the next time.
     */
    public <T> T scan(String sql, ResultSetScanner<T> scanner, UnaryOperator<Query> bind) {
        return with(handle -> scan(handle, sql, scanner, bind));
    }

    /**
     * {@link #scan} of statements that are a transaction of their own, in one round trip.
     *
     * @throws IllegalStateException in a transaction
     * @throws Unavailable when the database does not answer; with the code {@code outcome_unknown} when the answer got lost
     */
    public <T> T scanAlone(String sql, ResultSetScanner<T> scanner, UnaryOperator<Query> bind) {
        requireNone();
        return attempts.repeating(() -> {
            try (Handle handle = open()) {
                return attempts.committing(() -> scan(handle, sql, scanner, bind));
            }
        });
    }

    private static <T> T scan(Handle handle, String sql, ResultSetScanner<T> scanner, UnaryOperator<Query> bind) {
        try (Query query = handle.createQuery(sql)) {
            return bind.apply(query).scanResultSet(scanner);
        }
    }

    /** {@link #scan} with a reader that starts on the first row; empty when there are no rows. */
    public <T> Optional<T> first(String sql, RowsReader<T> reader, UnaryOperator<Query> bind) {
        return scan(
                sql,
                (result, statement) -> {
                    ResultSet rows = result.get();
                    return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
                },
                bind);
    }

    /** {@link #first} of a query that always has a row. */
    public <T> T one(String sql, RowsReader<T> reader, UnaryOperator<Query> bind) {
        return first(sql, reader, bind).orElseThrow();
    }

    /** Whether a query has a row. */
    public boolean exists(String sql, UnaryOperator<Query> bind) {
        return first(sql, row -> true, bind).isPresent();
    }

    /** {@link #scan} with a reader of each row. */
    public <T> List<T> list(String sql, RowsReader<T> reader, UnaryOperator<Query> bind) {
        return with(handle -> {
            try (Query query = handle.createQuery(sql)) {
                return bind.apply(query).map((row, context) -> reader.read(row)).list();
            }
        });
    }

    /** {@link #list} of keys and their values. */
    public <K, V> Map<K, V> map(String sql, RowsReader<K> key, RowsReader<V> value, UnaryOperator<Query> bind) {
        Map<K, V> map = new HashMap<>();
        list(sql, row -> Map.entry(key.read(row), value.read(row)), bind)
                .forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    private <T> T within(OpenTransaction transaction, Supplier<T> work) {
        current.set(transaction);
        try {
            return work.get();
        } finally {
            current.remove();
        }
    }

    private Handle open() {
        return attempts.opening(jdbi::open);
    }

    private void send(Runnable statements) {
        attempts.statements(() -> {
            statements.run();
            return true;
        });
    }

    /** A connection that cannot roll back is broken: the database rolls back on its own and the pool drops it. */
    private static void rollBack(Handle handle, Throwable cause) {
        try {
            handle.rollback();
        } catch (JdbiException e) {
            cause.addSuppressed(e);
        }
    }

    private void requireNone() {
        if (isActive()) {
            throw new IllegalStateException("this thread is in a transaction already");
        }
    }
}
