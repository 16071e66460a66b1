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
     * @param madeOf the chats ({@link dev.messenger.domain.chat.ChatId}, {@link MessagesOf}, {@link NewMessagesOf}) and people
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
     * A kept answer.
     *
     * @param changed what of that which it was made of has changed since
     * @param end when it is no longer kept, nor what is made of it
     */
    public record Found<V>(V value, Set<Object> changed, Instant end) {

        /** Whether it still is the answer. */
        public boolean isGood() {
            return changed.isEmpty();
        }
    }

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
        Found<V> found = find(question, asked);
        if (found != null && found.isGood()) {
            return found.value();
        }
        Answer<V> answer = read.get();
        keep(question, answer, asked);
        return answer.value();
    }

    /** What is kept for {@code question}, good or not; null when that is nothing, when it is not known what has changed, and in a transaction. */
    public @Nullable Found<V> find(K question, Now asked) {
        Kept<V> found = asked.keeps() ? find(question) : null;
        if (found == null) {
            return null;
        }
        asked.catchUp();
        Set<Object> changed = log.changed(found.answer.madeOf(), found.unchanged);
        if (changed == null) {
            return null;
        }
        if (changed.isEmpty()) {
            found.unchanged = Math.max(found.unchanged, asked.moment());
        }
        return new Found<>(found.answer.value(), changed, found.end);
    }

    /**
     * Keeps an answer that was read for this question, instead of the one before; nothing in a transaction.
     *
     * @param asked from before it was read
     */
    public void keep(K question, Answer<V> answer, Now asked) {
        keep(question, answer, asked, null);
    }

    /**
     * The same for an answer that was perhaps made of one that was found.
     *
     * @param source that one, so that what is carried over is kept no longer than it would have been; null when all was read
     */
    public void keep(K question, Answer<V> answer, Now asked, @Nullable Found<V> source) {
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
