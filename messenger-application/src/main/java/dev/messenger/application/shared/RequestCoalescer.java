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
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does what is asked for at the same time as one piece of work: calls that come in while a group of others is being done wait and are
 * then done together. A call that comes alone is done at once, alone. Thread-safe.
 *
 * <p>The fewer groups, the less each call costs, and the longer it waits: the next group begins when no other is being done, or when as many wait for
 * it as are being done (if each call costs something), or enough; or when the others are held up by something and nobody knows for how long.
 *
 * <p>A group is done by one of its callers, or on a thread of its own where there is an executor for that.
 *
 * @param <Q> what is asked for
 * @param <A> the answer, never null
 */
public final class RequestCoalescer<Q, A> {

    private static final int GROUPS_AT_ONCE = 4;

    /** What a group costs besides its calls is little for each of so many: they need not wait for more. */
    private static final int ENOUGH = 12;

    /** A group that takes longer is held up: others do not wait for it. */
    private static final Duration HELD_UP = Duration.ofMillis(20);

    private final Function<List<Q>, List<A>> work;
    private final Function<Q, Object> identity;
    private final int largestGroup;
    private final boolean costsByTheCall;

    /** A group of so many begins whatever else is being done. */
    private final int enough;

    private final Duration heldUp;
    private final @Nullable Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Call<Q, A>> waiting = new ArrayDeque<>();
    private int groups;

    /** Calls in these groups. */
    private int beingDone;

    /**
     * @param work gives an answer to each of a group, in order, and does all or (when it throws) nothing
     * @param identity calls with equal ones are not done in one group
     * @param largestGroup how many are done at once at most: beyond some number nothing is gained
     * @param costsByTheCall whether each call of a group costs something; where it does not, fewer and larger groups are begun
     * @param threads does groups at the same time, a few at most; null for the threads of the callers
     */
    public RequestCoalescer(
            Function<List<Q>, List<A>> work,
            Function<Q, Object> identity,
            int largestGroup,
            boolean costsByTheCall,
            @Nullable Executor threads) {
        this(work, identity, largestGroup, costsByTheCall, threads, HELD_UP);
    }

    RequestCoalescer(
            Function<List<Q>, List<A>> work,
            Function<Q, Object> identity,
            int largestGroup,
            boolean costsByTheCall,
            @Nullable Executor threads,
            Duration heldUp) {
        this.work = work;
        this.identity = identity;
        this.largestGroup = largestGroup;
        this.costsByTheCall = costsByTheCall;
        this.enough = Math.min(ENOUGH, largestGroup);
        this.threads = threads;
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
        boolean isFirst = enqueue(call);
        boolean isImpatient = false;
        do {
            List<Call<Q, A>> group = begin(isImpatient);
            if (!group.isEmpty()) {
                doSomewhere(group);
            }
            // one watches the clock for all who wait, as that costs a virtual thread a multiple
            if (isFirst) {
                isImpatient = !call.awaitNews(heldUp);
            } else {
                call.awaitNews();
            }
        } while (!call.done);
        return call.diedWithItsGroup ? work.apply(List.of(request)).getFirst() : call.answer();
    }

    /** Whether nobody waits before it. */
    private boolean enqueue(Call<Q, A> call) {
        lock.lock();
        try {
            waiting.addLast(call);
            return waiting.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    private void doSomewhere(List<Call<Q, A>> group) {
        if (threads == null) {
            doAll(group);
            wakeNext();
            return;
        }
        try {
            threads.execute(() -> doOneAfterTheOther(group));
        } catch (RuntimeException | Error noThread) {
            group.forEach(call -> call.fail(noThread, false));
            end(group);
        }
    }

    private void doOneAfterTheOther(List<Call<Q, A>> first) {
        for (List<Call<Q, A>> group = first; !group.isEmpty(); group = begin(false)) {
            doAll(group);
        }
    }

    /** One of those who wait begins the next group. */
    private void wakeNext() {
        lock.lock();
        try {
            Call<Q, A> next = waiting.peekFirst();
            if (next != null) {
                next.tellNews();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next group, to be done by whoever has begun it; empty when it is not time. */
    private List<Call<Q, A>> begin(boolean isImpatient) {
        lock.lock();
        try {
            boolean isTime = isImpatient
                    || beingDone == 0
                    || waiting.size() >= (costsByTheCall ? Math.min(enough, beingDone) : enough);
            if (waiting.isEmpty() || groups == GROUPS_AT_ONCE || !isTime) {
                return List.of();
            }
            groups++;
            List<Call<Q, A>> group = nextGroup();
            beingDone += group.size();
            return group;
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
                calls.remove();
            }
        }
        return group;
    }

    private void doAll(List<Call<Q, A>> group) {
        try {
            List<A> answers =
                    work.apply(group.stream().map(call -> call.request).toList());
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).succeed(answers.get(i));
            }
        } catch (RuntimeException | Error failure) {
            boolean again = group.size() > 1 && !(failure instanceof Unavailable);
            group.forEach(call -> call.fail(failure, again));
        } finally {
            end(group);
        }
    }

    private void end(List<Call<Q, A>> group) {
        lock.lock();
        try {
            groups--;
            beingDone -= group.size();
        } finally {
            lock.unlock();
        }
    }

    /** The fields are written before {@code done}, by whoever does the call. */
    private static final class Call<Q, A> {

        private final Q request;
        private final Semaphore news = new Semaphore(0);
        private @Nullable A answer;
        private @Nullable Throwable failure;
        private boolean diedWithItsGroup;
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

        /** It is done, or its turn may have come. */
        void tellNews() {
            news.release();
        }

        /** Until there are news. */
        void awaitNews() {
            news.acquireUninterruptibly();
        }

        /** The same; false when it has waited for so long that another group may begin. */
        boolean awaitNews(Duration patience) {
            try {
                return news.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                awaitNews(); // what was asked for is being done in any case
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
