package dev.messenger.adapter.jdbc;

import dev.messenger.adapter.jdbc.account.JdbcAccountChanges;
import dev.messenger.adapter.jdbc.account.JdbcAccounts;
import dev.messenger.adapter.jdbc.account.JdbcCodeGuesses;
import dev.messenger.adapter.jdbc.account.JdbcExternalUsers;
import dev.messenger.adapter.jdbc.account.JdbcKnownNetworks;
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
import dev.messenger.adapter.jdbc.event.Epochs;
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
import dev.messenger.adapter.jdbc.shared.ConnectionSource;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.Ports;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.SafetyPorts;
import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.media.port.MediaPorts;
import dev.messenger.application.message.port.MessagePorts;
import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.application.shared.Workload;
import dev.messenger.domain.shared.Unavailable;
import java.util.Optional;
import javax.sql.DataSource;

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

    private final Runnable closing;
    private final DatabaseHealth health;
    private final JdbcTransactions transactions;
    private final Epochs epochs;
    private final Ports.Store ports;

    private JdbcStore(ConnectionSource connections, Runnable closing) {
        this.closing = closing;
        health = new DatabaseHealth(connections);
        transactions = new JdbcTransactions(connections);
        epochs = new Epochs(transactions);
        ports = new Ports.Store(
                transactions,
                new JdbcOutbox(transactions),
                new AccountPorts(
                        new JdbcAccounts(transactions),
                        new JdbcExternalUsers(transactions),
                        new JdbcMailTokens(transactions),
                        new JdbcMailQueue(transactions),
                        new SafetyPorts(
                                new JdbcTwoFactors(transactions),
                                new JdbcCodeGuesses(transactions),
                                new JdbcKnownNetworks(transactions),
                                new JdbcAccountChanges(transactions)),
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
     * Brings the schema up to date and opens pools of connections, one for each {@link Workload}.
     *
     * @throws Unavailable when the database does not answer
     * @throws SchemaFailure when the schema cannot be brought up to date
     */
    public static JdbcStore open(DatabaseSettings settings) {
        Schema.migrate(Pools.directly(settings));
        Pools pools = Pools.of(settings);
        return begun(new JdbcStore(pools, pools::close));
    }

    /**
     * Brings the schema up to date and uses connections of {@code dataSource}; closing the store leaves it open. Its
     * connections have to be at READ COMMITTED, PostgreSQL's default, with auto-commit on. How long statements may take is up to
     * the data source.
     *
     * @throws Unavailable when the database does not answer
     * @throws SchemaFailure when the schema cannot be brought up to date
     */
    public static JdbcStore over(DataSource dataSource) {
        Schema.migrate(dataSource);
        return begun(new JdbcStore(ConnectionSource.of(dataSource), () -> {}));
    }

    private static JdbcStore begun(JdbcStore store) {
        try {
            store.epochs.beginIfDue();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Begins an epoch: ids go on above all earlier ones, and clients get a resync (rule R13). Call it after a backup was restored in a
     * way that {@link #open} does not notice, such as a copy of the database's files.
     */
    public void beginEpoch() {
        epochs.begin();
    }

    /** The ports, which share the transaction of a thread. */
    public Ports.Store ports() {
        return ports;
    }

    /** The transactions of these ports, for callers that {@linkplain JdbcTransactions#join bring a connection}. */
    public JdbcTransactions transactions() {
        return transactions;
    }

    /** What keeps the database from storing data, as a sentence; empty when nothing does. Answers within a few seconds (rule O6). */
    public Optional<String> trouble() {
        return Workload.LIVE.call(health::trouble);
    }

    /** Closes the pools, if this store opened them, and aborts running statements. */
    @Override
    public void close() {
        closing.run();
    }
}
