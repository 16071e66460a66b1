package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.account.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.domain.account.SessionId;
import java.util.Optional;

/** The sessions. Thread-safe. */
public final class InMemorySessions implements Sessions {

    private final Database database;

    public InMemorySessions(Database database) {
        this.database = database;
    }

    @Override
    public void add(Session session) {
        database.transactions().run(() -> database.sessions().put(session.id().value(), session));
    }

    @Override
    public Optional<Session> find(SessionId session) {
        return database.transactions().inTransaction(() -> database.sessions().find(session.value()));
    }
}
