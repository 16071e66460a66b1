package dev.messenger.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.messenger.adapter.jdbc.account.JdbcAccounts;
import dev.messenger.adapter.jdbc.account.JdbcExternalUsers;
import dev.messenger.adapter.jdbc.account.JdbcMailQueue;
import dev.messenger.adapter.jdbc.account.JdbcMailTokens;
import dev.messenger.adapter.jdbc.account.JdbcSessions;
import dev.messenger.adapter.jdbc.account.JdbcTwoFactors;
import dev.messenger.adapter.jdbc.chat.JdbcChatList;
import dev.messenger.adapter.jdbc.chat.JdbcChatPreferences;
import dev.messenger.adapter.jdbc.chat.JdbcChatPurge;
import dev.messenger.adapter.jdbc.chat.JdbcChats;
import dev.messenger.adapter.jdbc.chat.JdbcInviteLinks;
import dev.messenger.adapter.jdbc.chat.JdbcMemberships;
import dev.messenger.adapter.jdbc.event.JdbcOutbox;
import dev.messenger.adapter.jdbc.media.JdbcAttachments;
import dev.messenger.adapter.jdbc.media.JdbcObjectRemovals;
import dev.messenger.adapter.jdbc.media.JdbcPendingUploads;
import dev.messenger.adapter.jdbc.message.JdbcMessageChanges;
import dev.messenger.adapter.jdbc.message.JdbcMessageSearch;
import dev.messenger.adapter.jdbc.message.JdbcMessages;
import dev.messenger.adapter.jdbc.message.JdbcNewestMessages;
import dev.messenger.adapter.jdbc.message.JdbcReactions;
import dev.messenger.adapter.jdbc.message.JdbcRights;
import dev.messenger.adapter.jdbc.message.JdbcThreads;
import dev.messenger.adapter.jdbc.notification.JdbcNotificationStore;
import dev.messenger.adapter.jdbc.people.JdbcBlocks;
import dev.messenger.adapter.jdbc.people.JdbcContacts;
import dev.messenger.adapter.jdbc.people.JdbcPeople;
import dev.messenger.adapter.jdbc.people.JdbcRelationships;
import dev.messenger.adapter.jdbc.personaldata.JdbcErasure;
import dev.messenger.adapter.jdbc.personaldata.JdbcOwnData;
import dev.messenger.adapter.jdbc.realtime.JdbcAudience;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.Ports;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.media.port.MediaPorts;
import dev.messenger.application.message.port.MessagePorts;
import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.domain.shared.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database (15 or newer) as the store of a messenger.
 *
 * <pre>{@code
 * try (JdbcStore store = JdbcStore.open("jdbc:postgresql://localhost/messenger?user=me&password=secret")) {
 *     Ports.Store ports = store.ports();
 * }
 * }</pre>
 *
 * <p>The ports throw {@link Unavailable} when the database does not answer. Thread-safe.
 */
public final class JdbcStore implements AutoCloseable {

    private static final int PROBE_SECONDS = 2;

    /** When a connection counts as dead, as no statement takes so long. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    /**
     * One plan for each statement, by indexes (docs/adr/0066-one-plan.md). The planner prefers to read a whole table while it is small, and
     * keeps that plan for a while when the table has grown. Planning a statement anew for its values takes longer than running it.
     * Plans without sequential scans can have costs at which PostgreSQL would compile them, for seconds.
     */
    private static final String ONE_PLAN =
            "set enable_seqscan = off; set plan_cache_mode = force_generic_plan; set jit = off";

    private final DataSource dataSource;
    private final Runnable closing;
    private final JdbcTransactions transactions;
    private final Ports.Store ports;

    private JdbcStore(DataSource dataSource, Runnable closing) {
        this.dataSource = dataSource;
        this.closing = closing;
        transactions = new JdbcTransactions(dataSource);
        ports = new Ports.Store(
                transactions,
                new JdbcOutbox(transactions),
                new AccountPorts(
                        new JdbcAccounts(transactions),
                        new JdbcExternalUsers(transactions),
                        new JdbcMailTokens(transactions),
                        new JdbcMailQueue(transactions),
                        new JdbcTwoFactors(transactions),
                        new JdbcSessions(transactions),
                        new JdbcErasure(transactions),
                        new JdbcOwnData(transactions)),
                new PeoplePorts(
                        new JdbcPeople(transactions),
                        new JdbcRelationships(transactions),
                        new JdbcContacts(transactions),
                        new JdbcBlocks(transactions)),
                new ChatPorts(
                        new JdbcChats(transactions),
                        new JdbcChatList(transactions),
                        new JdbcMemberships(transactions),
                        new JdbcInviteLinks(transactions),
                        new JdbcChatPreferences(transactions),
                        new JdbcChatPurge(transactions),
                        new JdbcRights(transactions)),
                new MessagePorts(
                        new JdbcMessages(transactions),
                        new JdbcNewestMessages(transactions),
                        new JdbcMessageChanges(transactions),
                        new JdbcThreads(transactions),
                        new JdbcReactions(transactions),
                        new JdbcMessageSearch(transactions),
                        new JdbcNotificationStore(transactions)),
                new MediaPorts(
                        new JdbcAttachments(transactions),
                        new JdbcPendingUploads(transactions),
                        new JdbcObjectRemovals(transactions)),
                new JdbcAudience(transactions));
    }

    /** {@link #open(DatabaseSettings)} with the defaults of {@link DatabaseSettings#of}. */
    public static JdbcStore open(String jdbcUrl) {
        return open(DatabaseSettings.of(jdbcUrl));
    }

    /**
     * Brings the schema up to date and opens a pool of connections.
     *
     * @throws Unavailable when the database does not answer
     * @throws SchemaFailure when the schema cannot be brought up to date
     */
    public static JdbcStore open(DatabaseSettings settings) {
        Schema.migrate(directly(settings));
        HikariDataSource pool = pooled(settings);
        return new JdbcStore(pool, pool::close);
    }

    /**
     * Brings the schema up to date and uses connections of {@code dataSource}; closing the store leaves it open. Its
     * connections have to be at READ COMMITTED, PostgreSQL's default, with auto-commit on.
     *
     * @throws Unavailable when the database does not answer
     * @throws SchemaFailure when the schema cannot be brought up to date
     */
    public static JdbcStore over(DataSource dataSource) {
        Schema.migrate(dataSource);
        return new JdbcStore(dataSource, () -> {});
    }

    /** The ports, which share the transaction of a thread. */
    public Ports.Store ports() {
        return ports;
    }

    /** The transactions of these ports, for callers that {@linkplain JdbcTransactions#join bring a connection}. */
    public JdbcTransactions transactions() {
        return transactions;
    }

    /** Whether the database answers a query; false at the latest after a few seconds. */
    public boolean isHealthy() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(PROBE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Closes the pool, if this store opened it, and aborts running statements. */
    @Override
    public void close() {
        closing.run();
    }

    private static PGSimpleDataSource directly(DatabaseSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setApplicationName("messenger");
        source.setConnectTimeout((int) Math.max(1, settings.connectionTimeout().toSeconds()));
        source.setLogServerErrorDetail(false);
        source.setTcpKeepAlive(true);
        return source;
    }

    private static HikariDataSource pooled(DatabaseSettings settings) {
        PGSimpleDataSource source = directly(settings);
        source.setSocketTimeout((int) SOCKET_TIMEOUT.toSeconds());
        HikariConfig config = new HikariConfig();
        config.setPoolName("messenger");
        config.setDataSource(source);
        config.setConnectionInitSql(ONE_PLAN);
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(Math.min(settings.connectionTimeout().toMillis(), 2_000));
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw Schema.unavailable(e);
        }
    }
}
