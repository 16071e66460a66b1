package dev.messenger.application.cache;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Outbox.Changes;
import dev.messenger.application.shared.RequestCoalescer;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The version at which each tag last changed, on whatever node, read from the outbox. Versions are numbers of this node that grow with each
 * event. Thread-safe.
 *
 * <p>To learn whether a cache entry is still valid, a read first {@link #catchUp() catches up} with what was committed: one statement, which
 * all concurrent reads share.
 */
final class InvalidationLog {

    /** When more events are pending, all tags count as changed. */
    private static final int MAX_EVENTS = 500;

    /** When more tags are known, all tags count as changed and the log starts over. */
    private static final int MAX_TAGS = 100_000;

    /** One look serves any number of calls, so that few of them wait for the one that runs. */
    private static final int MIN_BATCH = 12;

    private static final long UNKNOWN = -1;

    private final Outbox outbox;
    private final RequestCoalescer<Object, Long> reads;

    private final Object lock = new Object();

    /** The version of the last change of each tag, the newest at the end. */
    private final SequencedMap<CacheTag, Long> changes = new LinkedHashMap<>();

    /** Events up to this cursor are applied, and those of {@link #early}. */
    private long cursor = UNKNOWN;

    /** The ids of applied events that had no cursor yet. */
    private Set<Long> early = Set.of();

    private long version;

    /** All tags count as changed at this version. */
    private long startVersion;

    /** @param threads as {@link RequestCoalescer} takes them */
    InvalidationLog(Outbox outbox, @Nullable Executor threads) {
        this.outbox = outbox;
        this.reads = new RequestCoalescer<>(
                calls -> read(calls.size()), call -> call, Integer.MAX_VALUE, MIN_BATCH, threads);
    }

    /** The version that this node has reached, without reading the outbox. */
    long version() {
        synchronized (lock) {
            return version;
        }
    }

    /** The {@link #version} after applying everything that was committed before this call, on any node. */
    long catchUp() {
        return reads.call(new Object());
    }

    /**
     * Which of {@code tags} changed after {@code since}. The cost grows with the tags or with the changes since, whichever are fewer.
     *
     * @return null when the log no longer reaches back that far
     */
    @Nullable
    Set<CacheTag> changedSince(long since, Set<CacheTag> tags) {
        synchronized (lock) {
            if (version == since) {
                return Set.of();
            }
            if (since < startVersion) {
                return null;
            }
            Set<CacheTag> changed = new HashSet<>();
            int scanned = 0;
            for (Map.Entry<CacheTag, Long> change : changes.reversed().entrySet()) {
                if (change.getValue() <= since) {
                    return changed;
                }
                if (scanned++ == tags.size()) {
                    return lookUpEach(tags, since);
                }
                if (tags.contains(change.getKey())) {
                    changed.add(change.getKey());
                }
            }
            return changed;
        }
    }

    private Set<CacheTag> lookUpEach(Set<CacheTag> tags, long since) {
        Set<CacheTag> changed = new HashSet<>();
        for (CacheTag tag : tags) {
            if (changes.getOrDefault(tag, since) > since) {
                changed.add(tag);
            }
        }
        return changed;
    }

    private List<Long> read(int calls) {
        long after;
        synchronized (lock) {
            after = cursor;
        }
        long reached = after == UNKNOWN ? start(outbox.last()) : apply(outbox.changes(after, MAX_EVENTS));
        return Collections.nCopies(calls, reached);
    }

    private long start(long last) {
        synchronized (lock) {
            cursor = Math.max(cursor, last);
            reset();
            return version;
        }
    }

    /**
     * Two reads of the outbox may arrive in any order. Applying an event twice costs no more than a cached value, so only events that are
     * known to be applied are skipped.
     */
    private long apply(Changes pending) {
        synchronized (lock) {
            long applied = cursor;
            Set<Long> withoutCursor = new HashSet<>();
            for (Outbox.Arrived arrived : pending.events()) {
                boolean isNew = arrived.cursor() == 0 || arrived.cursor() > applied;
                if (isNew && !early.contains(arrived.id())) {
                    version++;
                    invalidate(arrived);
                }
                if (arrived.cursor() == 0) {
                    withoutCursor.add(arrived.id());
                } else {
                    cursor = Math.max(cursor, arrived.cursor());
                }
            }
            early = withoutCursor;
            if (!pending.complete() || changes.size() > MAX_TAGS) {
                reset();
            }
            return version;
        }
    }

    private void invalidate(Outbox.Arrived arrived) {
        switch (arrived.event()) {
            case Event.PersonChanged event -> invalidate(new CacheTag.Person(event.person()));
            case Event.PrivacyChanged event -> {
                invalidate(new CacheTag.Person(event.person()));
                if (event.towards() != null) {
                    invalidate(new CacheTag.Person(event.towards()));
                }
            }
            case Event.OfMember event -> {
                invalidate(new CacheTag.Chat(event.chat()));
                invalidate(new CacheTag.Person(event.member()));
            }
            case Event.MessageCreated event -> {
                invalidate(new CacheTag.Chat(event.chat()));
                invalidate(new CacheTag.NewMessages(event.chat()));
            }
            case Event.MessageUpdated event -> invalidateMessages(event.chat());
            case Event.MessageDeleted event -> invalidateMessages(event.chat());
            case Event.OfChat event -> invalidate(new CacheTag.Chat(event.chat()));
        }
        arrived.joined().forEach(user -> invalidate(new CacheTag.Person(user)));
    }

    private void invalidateMessages(ChatId chat) {
        invalidate(new CacheTag.Chat(chat));
        invalidate(new CacheTag.ChatMessages(chat));
    }

    private void invalidate(CacheTag tag) {
        changes.putLast(tag, version);
    }

    private void reset() {
        changes.clear();
        version++;
        startVersion = version;
    }
}
