package dev.messenger.application.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers of the database, and gives one again as long as nothing that it was made of has changed: what was committed
 * anywhere before the question is in the answer, as if the database had been asked. The least recently used go when there are
 * too many. Thread-safe.
 *
 * @param <K> the question
 * @param <V> the answer, unmodifiable
 */
public final class CoherentCache<K, V> {

    private final InvalidationLog log;
    private final InstantSource clock;

    /** What someone changes in the database by hand tells nobody. This bounds how long it goes unnoticed. */
    private final Duration longest;

    private final long capacity;

    private final Object lock = new Object();
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    CoherentCache(InvalidationLog log, InstantSource clock, Duration longest, long capacity) {
        this.log = log;
        this.clock = clock;
        this.longest = longest;
        this.capacity = capacity;
    }

    private static final class Kept<V> {

        private final CacheEntry<V> answer;
        private final Instant end;

        /** Up to this moment nothing had changed. */
        private volatile long unchanged;

        Kept(CacheEntry<V> answer, Instant end, long moment) {
            this.answer = answer;
            this.end = end;
            this.unchanged = moment;
        }
    }

    /**
     * The answer to {@code question}: the kept one, or what {@code read} gives, on this thread. In a transaction nothing is
     * kept, as nobody else sees what that has changed.
     *
     * @param asked when
     */
    public V get(K question, ReadIndex asked, Supplier<CacheEntry<V>> read) {
        CacheHit<V> found = find(question, asked);
        if (found != null && found.isGood()) {
            return found.value();
        }
        CacheEntry<V> answer = read.get();
        keep(question, answer, asked);
        return answer.value();
    }

    /** What is kept for {@code question}, good or not; null when that is nothing, when it is not known what has changed, and in a transaction. */
    public @Nullable CacheHit<V> find(K question, ReadIndex asked) {
        Kept<V> found = asked.keeps() ? find(question) : null;
        if (found == null) {
            return null;
        }
        asked.catchUp();
        Set<Object> changed = log.changed(found.answer.tags(), found.unchanged);
        if (changed == null) {
            return null;
        }
        if (changed.isEmpty()) {
            found.unchanged = Math.max(found.unchanged, asked.moment());
        }
        return new CacheHit<>(found.answer.value(), changed, found.end);
    }

    /**
     * Keeps an answer that was read for this question, instead of the one before; nothing in a transaction.
     *
     * @param asked from before it was read
     */
    public void keep(K question, CacheEntry<V> answer, ReadIndex asked) {
        keep(question, answer, asked, null);
    }

    /**
     * The same for an answer that was perhaps made of one that was found.
     *
     * @param source that one, so that what is carried over is kept no longer than it would have been; null when all was read
     */
    public void keep(K question, CacheEntry<V> answer, ReadIndex asked, @Nullable CacheHit<V> source) {
        if (asked.keeps()) {
            Instant end = source == null ? clock.instant().plus(longest) : source.end();
            keep(question, new Kept<>(answer, end, asked.moment()));
        }
    }

    private @Nullable Kept<V> find(K question) {
        synchronized (lock) {
            Kept<V> found = kept.get(question);
            if (found != null && !clock.instant().isBefore(found.end)) {
                drop(kept.remove(question));
                return null;
            }
            return found;
        }
    }

    private void keep(K question, Kept<V> next) {
        synchronized (lock) {
            if (next.answer.bytes() == CacheEntry.NOT_KEPT || next.answer.bytes() > capacity) {
                drop(kept.remove(question));
                return;
            }
            drop(kept.put(question, next));
            size += next.answer.bytes();
            Iterator<Kept<V>> eldest = kept.values().iterator();
            while (size > capacity) {
                drop(eldest.next());
                eldest.remove();
            }
        }
    }

    private void drop(@Nullable Kept<V> gone) {
        if (gone != null) {
            size -= gone.answer.bytes();
        }
    }
}
