package dev.messenger.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.messenger.adapter.jdbc.shared.ConnectionSource;
import dev.messenger.adapter.jdbc.shared.Outage;
import dev.messenger.application.shared.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;

/** A pool of connections for each {@link Workload}, and how long its statements may take (rule O4). Thread-safe. */
final class Pools implements ConnectionSource, AutoCloseable {

    /** How long a connection may take until it answers, TLS and login included. */
    private static final Duration LOGIN = Duration.ofSeconds(10);

    /** How long the answer to a statement may be late before its connection counts as dead. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** An idle transaction holds locks; its client is gone, or stuck. */
    private static final Duration IDLE_TRANSACTION = Duration.ofSeconds(15);

    private static final Duration VALIDATION = Duration.ofSeconds(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final long RENEWAL_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * One plan for each statement, by indexes (docs/adr/0066-one-plan.md). The planner prefers to read a whole table while it is small, and
     * keeps that plan for a while when the table has grown. Planning a statement anew for its values takes longer than running it.
     * Plans without sequential scans can have costs at which PostgreSQL would compile them, for seconds.
     */
    private static final String ONE_PLAN =
            "set enable_seqscan = off; set plan_cache_mode = force_generic_plan; set jit = off";

    private final Map<Workload, HikariDataSource> pools = new EnumMap<>(Workload.class);
    private final AtomicLong nextRenewal = new AtomicLong(System.nanoTime());

    /**
     * What the statements of a workload may take.
     *
     * @param size the maximum number of connections
     * @param idle how many of them stay open without work
     * @param statement the longest statement
     * @param lock the longest wait for a lock
     */
    private record Share(int size, int idle, Duration statement, Duration lock) {

        static Share of(Workload workload, int requests) {
            return switch (workload) {
                case REQUEST -> new Share(requests, requests, Duration.ofSeconds(5), Duration.ofSeconds(4));
                case COSTLY_READ ->
                    new Share(Math.ceilDiv(requests, 4), 0, Duration.ofSeconds(3), Duration.ofSeconds(2));
                case LIVE -> new Share(3, 0, Duration.ofSeconds(5), Duration.ofSeconds(4));
                case UPKEEP -> new Share(3, 0, Duration.ofSeconds(30), Duration.ofSeconds(5));
            };
        }

        String limits() {
            return "set statement_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d"
                    .formatted(statement.toMillis(), lock.toMillis(), IDLE_TRANSACTION.toMillis());
        }
    }

    private Pools() {}

    /** Pools that open their connections when they can, as a database may be away. */
    static Pools of(DatabaseSettings settings) {
        Pools pools = new Pools();
        for (Workload workload : Workload.values()) {
            pools.pools.put(workload, pool(settings, workload));
        }
        return pools;
    }

    /** Single connections without limits, as migrations need them. */
    static PGSimpleDataSource directly(DatabaseSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setApplicationName("messenger");
        source.setConnectTimeout((int) Math.max(1, settings.connectionTimeout().toSeconds()));
        source.setLoginTimeout((int) LOGIN.toSeconds());
        source.setLogServerErrorDetail(false);
        source.setTcpKeepAlive(true);
        if (source.getSocketFactory() == null) {
            source.setSocketFactory(WatchedSockets.class.getName());
        }
        return source;
    }

    private static HikariDataSource pool(DatabaseSettings settings, Workload workload) {
        Share share = Share.of(workload, settings.poolSize());
        PGSimpleDataSource source = directly(settings);
        source.setSocketTimeout((int) share.statement().plus(SILENCE).toSeconds());
        HikariConfig config = new HikariConfig();
        config.setPoolName("messenger-" + workload.name().toLowerCase(Locale.ROOT));
        config.setDataSource(source);
        config.setConnectionInitSql(ONE_PLAN + "; " + share.limits());
        config.setMaximumPoolSize(share.size());
        config.setMinimumIdle(share.idle());
        config.setIdleTimeout(share.idle() < share.size() ? IDLE.toMillis() : 0);
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(Math.min(settings.connectionTimeout().toMillis(), VALIDATION.toMillis()));
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    @Override
    public Connection open() throws SQLException {
        return of(Workload.current()).getConnection();
    }

    /**
     * After the first connection that turns out dead, or that was opened while the database was read-only, the others are closed too when
     * they are not in use: they are most likely no better, and each would fail a request.
     */
    @Override
    public void failed(Outage outage) {
        long due = nextRenewal.get();
        long now = System.nanoTime();
        if ((outage == Outage.AWAY || outage == Outage.READ_ONLY)
                && now - due >= 0
                && nextRenewal.compareAndSet(due, now + RENEWAL_PAUSE_NANOS)) {
            pools.values().forEach(pool -> pool.getHikariPoolMXBean().softEvictConnections());
        }
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }

    private HikariDataSource of(Workload workload) {
        return Objects.requireNonNull(pools.get(workload));
    }
}
