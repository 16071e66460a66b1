package dev.messenger.adapter.jdbc;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.adapter.security.Pbkdf2PasswordHasher;
import dev.messenger.application.Ports;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.cache.Coherence;
import dev.messenger.testing.TestDatabases;
import org.junit.jupiter.api.AfterAll;

/** Two nodes that share only a database. */
class CoherenceIT extends Coherence {

    private static final String DATABASE = TestDatabases.fresh();
    private static final JdbcStore ONE = JdbcStore.open(DATABASE);
    private static final JdbcStore OTHER = JdbcStore.open(DATABASE);

    CoherenceIT() {
        super(100, node(ONE), node(OTHER));
    }

    @AfterAll
    static void close() {
        ONE.close();
        OTHER.close();
    }

    /** The clock stands still, so that users who are online stay online. */
    private static Ports node(JdbcStore store) {
        Ports others = InMemoryMessenger.create(Settings.defaults(), () -> NOW, new Pbkdf2PasswordHasher(1))
                .ports();
        return new Ports(
                store.ports(),
                others.storage(),
                others.limiter(),
                others.security(),
                others.mailer(),
                others.presence());
    }
}
