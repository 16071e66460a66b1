package dev.messenger.adapter.inmemory.event;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.domain.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The outbox. As transactions run one after another, the order of appending is the order of commits. Thread-safe. */
public final class InMemoryOutbox implements Outbox {

    private final Database database;

    public InMemoryOutbox(Database database) {
        this.database = database;
    }

    @Override
    public void append(Event event) {
        database.transactions().run(() -> database.events().put(last() + 1, event));
    }

    @Override
    public List<Recorded> read(long after, int limit) {
        return database.transactions()
                .inTransaction(() -> LongStream.rangeClosed(after + 1, Math.min(last(), after + limit))
                        .mapToObj(cursor -> database.events().find(cursor).map(event -> new Recorded(cursor, event)))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private long last() {
        return database.events().lastKey().orElse(0L);
    }
}
