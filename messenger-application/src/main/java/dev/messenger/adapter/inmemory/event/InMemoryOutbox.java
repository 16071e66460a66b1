package dev.messenger.adapter.inmemory.event;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.EventRow;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An outbox in memory. Transactions run one after another, so events are appended in the order of commits. Thread-safe.
 */
public final class InMemoryOutbox implements Outbox {

    private final Database database;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Runnable notifyListeners = this::notifyListeners;

    public InMemoryOutbox(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void append(Event event) {
        database.transactions.run(() -> {
            switch (event) {
                case Event.ChatDeleted deleted ->
                    put(
                            event,
                            null,
                            database.membersOf(deleted.chat())
                                    .map(MemberRow::user)
                                    .collect(Collectors.toSet()));
                case Event.MemberRemoved removed -> {
                    put(event, null, Set.of());
                    put(event, removed.member(), Set.of());
                }
                default -> put(event, event.onlyFor(), Set.of());
            }
            database.transactions.afterCommit(notifyListeners);
        });
    }

    private void notifyListeners() {
        listeners.forEach(Runnable::run);
    }

    private void put(Event event, @Nullable UserId onlyFor, Set<UserId> lastMembers) {
        database.events.put(lastKey() + 1, new EventRow(idOf(event), event, onlyFor, clock.instant(), lastMembers));
    }

    private long idOf(Event event) {
        return event instanceof Event.MessageCreated created ? created.message().value() : database.messageIds.next();
    }

    @Override
    public void onAppended(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public List<Recorded> read(long after, int limit) {
        return database.transactions.inTransaction(
                () -> between(after, lastKey()).limit(limit).toList());
    }

    @Override
    public long last() {
        return database.transactions.inTransaction(this::lastKey);
    }

    @Override
    public Changes changes(long after, int limit) {
        return database.transactions.inTransaction(() -> {
            List<Arrived> events = between(after, lastKey())
                    .limit(limit)
                    .map(recorded -> new Arrived(
                            recorded.cursor(), recorded.cursor(), recorded.event(), joined(recorded.event())))
                    .toList();
            return new Changes(events.size() < limit && after >= firstKey() - 1, events);
        });
    }

    private Set<UserId> joined(Event event) {
        return event instanceof Event.ChatCreated created
                ? database.membersOf(created.chat()).map(MemberRow::user).collect(Collectors.toSet())
                : Set.of();
    }

    @Override
    public Missed missed(UserId user, long after, long upTo, int limit) {
        return database.transactions.inTransaction(() -> new Missed(
                after >= firstKey() - 1,
                between(after, Math.min(upTo, lastKey()))
                        .filter(recorded -> concerns(recorded, user))
                        .limit(limit)
                        .toList()));
    }

    private boolean concerns(Recorded recorded, UserId user) {
        UserId onlyFor = recorded.onlyFor();
        if (onlyFor != null) {
            return onlyFor.equals(user);
        }
        return switch (recorded.event()) {
            case Event.PersonChanged changed ->
                changed.person().equals(user) || database.privateChats.has(Key.ofPair(user, changed.person()));
            case Event.PrivacyChanged ignored -> false;
            case Event.ChatDeleted ignored ->
                database.events
                        .find(recorded.cursor())
                        .orElseThrow()
                        .lastMembers()
                        .contains(user);
            case Event.OfChat event -> database.members.has(Key.of(event.chat(), user));
        };
    }

    /** Never removes the newest event, as the next cursor follows it. */
    @Override
    public boolean trim(Instant appendedBefore, int limit) {
        return database.transactions.inTransaction(() -> {
            List<Recorded> old = between(0, lastKey() - 1)
                    .limit(limit)
                    .takeWhile(recorded -> appendedAt(recorded).isBefore(appendedBefore))
                    .toList();
            old.forEach(recorded -> database.events.remove(recorded.cursor()));
            return old.size() == limit;
        });
    }

    private Instant appendedAt(Recorded recorded) {
        return database.events.find(recorded.cursor()).orElseThrow().appendedAt();
    }

    private Stream<Recorded> between(long after, long upTo) {
        return LongStream.rangeClosed(Math.max(after + 1, firstKey()), upTo)
                .mapToObj(cursor -> database.events
                        .find(cursor)
                        .map(row -> new Recorded(cursor, row.id(), row.event(), row.onlyFor())))
                .flatMap(Optional::stream);
    }

    private long firstKey() {
        return database.events.firstKey().orElse(1L);
    }

    private long lastKey() {
        return database.events.lastKey().orElse(0L);
    }
}
