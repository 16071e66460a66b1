package dev.messenger.application.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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

    private final ChangeLog log;
    private final InstantSource clock;

    /** What someone changes in the database by hand tells nobody. This bounds how long it goes unnoticed. */
    private final Duration longest;

    private final long capacity;

    private final Object lock = new Object();
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    CoherentCache(ChangeLog log, InstantSource clock, Duration longest, long capacity) {
        this.log = log;
        this.clock = clock;
        this.longest = longest;
        this.capacity = capacity;
    }

    /**
     * An answer as it was read.
     *
     * @param madeOf the chats ({@link dev.messenger.domain.chat.ChatId}, or {@link MessagesOf}) and people
     *     ({@link dev.messenger.domain.account.UserId}) whose change may change it. More may be added while it is kept, each before what it stands for is read.
     * @param bytes about how much memory it takes
     */
    public record Answer<V>(V value, Set<?> madeOf, long bytes) {

        private static final long NOT_KEPT = -1;

        /** One that is not to be kept. */
        public static <V> Answer<V> once(V value) {
            return new Answer<>(value, Set.of(), NOT_KEPT);
        }
    }

    /**
     * A kept answer that no longer is one.
     *
     * @param changed what of that which it was made of has changed since
     */
    public record Outdated<V>(V value, Set<Object> changed) {}

    private static final class Kept<V> {

        private final Answer<V> answer;
        private final Instant end;

        /** Up to this moment nothing had changed. */
        private volatile long unchanged;

        Kept(Answer<V> answer, Instant end, long moment) {
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
    public V get(K question, Now asked, Supplier<Answer<V>> read) {
        V found = find(question, asked);
        return found == null ? readAndKeep(question, asked, read) : found;
    }

    /**
     * The answer to {@code question}, made of the kept one where only parts of that have changed. What is carried over grows no older than
     * it would have.
     *
     * @param asked when
     * @param read gives the whole answer
     * @param renew gives it from the kept one, or null to have it read
     */
    public V get(K question, Now asked, Supplier<Answer<V>> read, Function<Outdated<V>, @Nullable Answer<V>> renew) {
        Kept<V> found = lookUp(question, asked);
        Set<Object> changed = found == null ? null : changed(found, asked);
        if (found == null || changed == null) {
            return readAndKeep(question, asked, read);
        }
        if (changed.isEmpty()) {
            return found.answer.value();
        }
        Answer<V> renewed = renew.apply(new Outdated<>(found.answer.value(), changed));
        if (renewed == null) {
            return readAndKeep(question, asked, read);
        }
        keep(question, new Kept<>(renewed, found.end, asked.moment()));
        return renewed.value();
    }

    private V readAndKeep(K question, Now asked, Supplier<Answer<V>> read) {
        Answer<V> answer = read.get();
        keep(question, answer, asked);
        return answer.value();
    }

    /** The kept answer to {@code question} if it still is one; null in a transaction. */
    public @Nullable V find(K question, Now asked) {
        Kept<V> found = lookUp(question, asked);
        return found != null && Set.of().equals(changed(found, asked)) ? found.answer.value() : null;
    }

    /** What of that which a kept answer was made of has changed; null when that is not known. */
    private @Nullable Set<Object> changed(Kept<V> found, Now asked) {
        asked.catchUp();
        Set<Object> changed = log.changed(found.answer.madeOf(), found.unchanged);
        if (changed != null && changed.isEmpty()) {
            found.unchanged = Math.max(found.unchanged, asked.moment());
        }
        return changed;
    }

    /**
     * Keeps an answer that was read for this question, instead of the one before; nothing in a transaction.
     *
     * @param asked from before it was read
     */
    public void keep(K question, Answer<V> answer, Now asked) {
        if (asked.keeps()) {
            keep(question, new Kept<>(answer, clock.instant().plus(longest), asked.moment()));
        }
    }

    private @Nullable Kept<V> lookUp(K question, Now asked) {
        if (!asked.keeps()) {
            return null;
        }
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
            if (next.answer.bytes() == Answer.NOT_KEPT || next.answer.bytes() > capacity) {
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
