package dev.messenger.application.shared;

import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does what is asked for at the same time as one piece of work: calls that come in while a group of others is being done wait and are
 * then done together, by one of their own threads. A call that comes alone is done at once, alone. Thread-safe.
 *
 * <p>The fewer groups, the less each call costs, so that the next group begins when the one before is done, or has nothing left to do but to
 * wait; or before, when enough wait for it, or when the other one is held up by something and nobody knows for how long.
 *
 * @param <Q> what is asked for
 * @param <A> the answer, never null
 */
public final class CallBatcher<Q, A> {

    private static final int GROUPS_AT_ONCE = 4;

    /** What a group costs besides its calls is little for each of so many: they need not wait for more. */
    private static final int ENOUGH = 12;

    /** A group that takes longer is held up: others do not wait for it. */
    private static final Duration HELD_UP = Duration.ofMillis(20);

    private final Work<Q, A> work;
    private final Function<Q, Object> identity;
    private final int largestGroup;
    private final Duration heldUp;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Call<Q, A>> waiting = new ArrayDeque<>();
    private int groups;

    /** Groups that have not let the next one begin. */
    private int busyGroups;

    /** What is done with a group. */
    @FunctionalInterface
    public interface Work<Q, A> {

        /**
         * Gives an answer to each, in order, and does all or (when it throws) nothing.
         *
         * @param letNextBegin may be run, once and on this thread, when nothing is left but to wait, for a disk perhaps
         */
        List<A> doAll(List<Q> group, Runnable letNextBegin);
    }

    /**
     * @param identity calls with equal ones are not done in one group
     * @param largestGroup how many are done at once at most: beyond some number nothing is gained
     */
    public CallBatcher(Work<Q, A> work, Function<Q, Object> identity, int largestGroup) {
        this(work, identity, largestGroup, HELD_UP);
    }

    CallBatcher(Work<Q, A> work, Function<Q, Object> identity, int largestGroup, Duration heldUp) {
        this.work = work;
        this.identity = identity;
        this.largestGroup = largestGroup;
        this.heldUp = heldUp;
    }

    /**
     * Has it done, with others or alone.
     *
     * @throws RuntimeException what the work threw, when it was done alone; {@link Unavailable} for a whole group, as nobody
     *     knows what became of it. Whatever else a group dies of, each of its calls is done again, alone.
     */
    public A call(Q request) {
        Call<Q, A> call = new Call<>(request);
        enqueue(call);
        boolean isImpatient = false;
        do {
            List<Call<Q, A>> group = begin(call, isImpatient);
            if (group.isEmpty()) {
                isImpatient = !call.awaitNews(heldUp);
            } else {
                doAll(group);
            }
        } while (!call.done);
        return call.diedWithItsGroup ? work.doAll(List.of(request), () -> {}).getFirst() : call.answer();
    }

    private void enqueue(Call<Q, A> call) {
        lock.lock();
        try {
            waiting.addLast(call);
        } finally {
            lock.unlock();
        }
    }

    /** The next group, to be done by whoever has begun it; none when {@code call} is in one already, or has to wait. */
    private List<Call<Q, A>> begin(Call<Q, A> call, boolean isImpatient) {
        lock.lock();
        try {
            boolean isEnough = waiting.size() >= Math.min(ENOUGH, largestGroup);
            boolean isTime = busyGroups == 0 || isEnough || isImpatient;
            if (call.taken || groups == GROUPS_AT_ONCE || !isTime) {
                return List.of();
            }
            groups++;
            busyGroups++;
            return nextGroup();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest, but of equals one alone. */
    private List<Call<Q, A>> nextGroup() {
        List<Call<Q, A>> group = new ArrayList<>();
        Set<Object> identities = new HashSet<>();
        Iterator<Call<Q, A>> calls = waiting.iterator();
        while (calls.hasNext() && group.size() < largestGroup) {
            Call<Q, A> call = calls.next();
            if (identities.add(identity.apply(call.request))) {
                group.add(call);
                call.taken = true;
                calls.remove();
            }
        }
        return group;
    }

    private void doAll(List<Call<Q, A>> group) {
        Busy busy = new Busy();
        try {
            List<A> answers =
                    work.doAll(group.stream().map(call -> call.request).toList(), busy::letNextBegin);
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).succeed(answers.get(i));
            }
        } catch (RuntimeException | Error failure) {
            boolean again = group.size() > 1 && !(failure instanceof Unavailable);
            group.forEach(call -> call.fail(failure, again));
        } finally {
            busy.end();
        }
    }

    /** A group that is being done, which keeps the next one from beginning until it lets it; for one thread. */
    private final class Busy {

        private boolean isOver;

        void letNextBegin() {
            lock.lock();
            try {
                stop();
                wakeNext();
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                stop();
                groups--;
                wakeNext();
            } finally {
                lock.unlock();
            }
        }

        private void stop() {
            if (!isOver) {
                isOver = true;
                busyGroups--;
            }
        }
    }

    /** One of those who wait does the next group. */
    private void wakeNext() {
        Call<Q, A> next = waiting.peekFirst();
        if (next != null) {
            next.tellNews();
        }
    }

    /** The fields are written before {@code done}, by whoever does the call. */
    private static final class Call<Q, A> {

        private final Q request;
        private final Semaphore news = new Semaphore(0);
        private @Nullable A answer;
        private @Nullable Throwable failure;
        private boolean diedWithItsGroup;

        /** It is in a group: there is nothing left to do but to wait. */
        private volatile boolean taken;

        private volatile boolean done;

        Call(Q request) {
            this.request = request;
        }

        void succeed(A what) {
            answer = what;
            done = true;
            tellNews();
        }

        void fail(Throwable why, boolean withItsGroup) {
            failure = why;
            diedWithItsGroup = withItsGroup;
            done = true;
            tellNews();
        }

        A answer() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return Objects.requireNonNull(answer);
        }

        void tellNews() {
            news.release();
        }

        /**
         * Until it is done, or its turn may have come.
         *
         * @return false when it has waited for so long that another group may begin
         */
        boolean awaitNews(Duration patience) {
            try {
                if (!taken) {
                    return news.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // for the caller: what was asked for is being done in any case
            }
            news.acquireUninterruptibly();
            return true;
        }
    }
}
