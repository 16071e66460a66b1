package dev.messenger.adapter.jdbc;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.app.testing.RealServices;
import dev.messenger.application.Ports;
import dev.messenger.contracts.cache.Coherence;
import org.postgresql.ds.PGSimpleDataSource;

/** Two nodes that have nothing in common but a database. */
class CoherenceIT extends Coherence {

    private static final String DATABASE = RealServices.freshDatabase();

    CoherenceIT() {
        super(node(), node());
    }

    private static Ports node() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(DATABASE);
        Ports others = InMemoryMessenger.create().ports();
        return new Ports(
                JdbcStore.over(source).ports(),
                others.storage(),
                others.limiter(),
                others.security(),
                others.mailer(),
                others.presence());
    }
}
