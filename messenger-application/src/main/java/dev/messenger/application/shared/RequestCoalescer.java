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
 * Processes concurrent requests in batches: requests that arrive while batches run wait and then share one. A request that
 * arrives alone is processed at once, alone. Thread-safe.
 *
 * <p>Large batches cost less for each request, but let it wait longer. So the next batch begins when none runs, when as many
 * requests wait as are running, when twelve wait, or when the running batches are stalled: see {@code
 * docs/adr/0060-group-commit.md}.
 *
 * @param <Q> the request
 * @param <R> the result, never null
 */
public final class RequestCoalescer<Q, R> {

    private static final int MAX_RUNNING_BATCHES = 4;

    /** The fixed cost of a batch of this size is small for each request, so that it need not wait for more. */
    private static final int LARGE_BATCH = 12;

    private static final Duration STALL_TIMEOUT = Duration.ofMillis(20);

    private final Function<List<Q>, List<R>> work;
    private final Function<Q, Object> identity;
    private final int maxBatch;
    private final int minBatch;
    private final @Nullable Executor threads;
    private final Duration stallTimeout;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Pending<Q, R>> waiting = new ArrayDeque<>();
    private int runningBatches;
    private int runningRequests;

    /**
     * @param work gives the result of each request of a batch, in order; when it throws, it has done nothing
     * @param identity no batch holds two requests with equal identities
     * @param maxBatch the largest number of requests in a batch
     * @param minBatch how many requests begin a batch while another runs: 1, or more where a request adds nothing to the cost of a
     *     batch, so that a batch more would be a cost without a gain; twelve begin one in any case
     * @param threads run batches, up to four at once; null for the threads of the callers
     */
    public RequestCoalescer(
            Function<List<Q>, List<R>> work,
            Function<Q, Object> identity,
            int maxBatch,
            int minBatch,
            @Nullable Executor threads) {
        this(work, identity, maxBatch, minBatch, threads, STALL_TIMEOUT);
    }

    /** @param stallTimeout after it, a waiting request no longer waits for running batches */
    RequestCoalescer(
            Function<List<Q>, List<R>> work,
            Function<Q, Object> identity,
            int maxBatch,
            int minBatch,
            @Nullable Executor threads,
            Duration stallTimeout) {
        this.work = work;
        this.identity = identity;
        this.maxBatch = maxBatch;
        this.minBatch = minBatch;
        this.threads = threads;
        this.stallTimeout = stallTimeout;
    }

    /**
     * Processes a request, with others or alone.
     *
     * @throws RuntimeException when the work throws it for a batch of this request alone. After a failure of a larger batch each of
     *     its requests is processed again alone, except after {@link Unavailable}, which every request of the batch gets, because the
     *     batch may have taken effect.
     */
    public R call(Q request) {
        Pending<Q, R> pending = new Pending<>(request);
        boolean isFirst = enqueue(pending);
        boolean isStalled = false;
        do {
            List<Pending<Q, R>> batch = nextBatch(isStalled);
            if (!batch.isEmpty()) {
                run(batch);
            }
            // one request watches the clock for all that wait, as a timed wait costs a virtual thread a multiple
            if (isFirst) {
                isStalled = !pending.await(stallTimeout);
            } else {
                pending.await();
            }
        } while (!pending.isDone);
        return pending.mustRunAlone ? work.apply(List.of(request)).getFirst() : pending.result();
    }

    /** Returns whether no other request waits. */
    private boolean enqueue(Pending<Q, R> pending) {
        lock.lock();
        try {
            waiting.addLast(pending);
            return waiting.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    private void run(List<Pending<Q, R>> batch) {
        if (threads == null) {
            process(batch);
            wakeNext();
            return;
        }
        try {
            threads.execute(() -> processInTurn(batch));
        } catch (RuntimeException | Error noThread) {
            batch.forEach(pending -> pending.fail(noThread, false));
            end(batch);
        }
    }

    private void processInTurn(List<Pending<Q, R>> first) {
        for (List<Pending<Q, R>> batch = first; !batch.isEmpty(); batch = nextBatch(false)) {
            process(batch);
        }
    }

    /** Lets a waiting caller begin the next batch. */
    private void wakeNext() {
        lock.lock();
        try {
            Pending<Q, R> next = waiting.peekFirst();
            if (next != null) {
                next.wake();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, for its caller to run; empty while it is not due. */
    private List<Pending<Q, R>> nextBatch(boolean isStalled) {
        lock.lock();
        try {
            int enough = Math.min(Math.min(LARGE_BATCH, maxBatch), Math.max(minBatch, runningRequests));
            boolean isDue = isStalled || runningRequests == 0 || waiting.size() >= enough;
            if (waiting.isEmpty() || runningBatches == MAX_RUNNING_BATCHES || !isDue) {
                return List.of();
            }
            List<Pending<Q, R>> batch = takeBatch();
            runningBatches++;
            runningRequests += batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest requests, one of each identity. */
    private List<Pending<Q, R>> takeBatch() {
        List<Pending<Q, R>> batch = new ArrayList<>();
        Set<Object> identities = new HashSet<>();
        Iterator<Pending<Q, R>> oldestFirst = waiting.iterator();
        while (oldestFirst.hasNext() && batch.size() < maxBatch) {
            Pending<Q, R> pending = oldestFirst.next();
            if (identities.add(identity.apply(pending.request))) {
                batch.add(pending);
                oldestFirst.remove();
            }
        }
        return batch;
    }

    private void process(List<Pending<Q, R>> batch) {
        try {
            List<R> results =
                    work.apply(batch.stream().map(pending -> pending.request).toList());
            for (int i = 0; i < results.size(); i++) {
                batch.get(i).succeed(results.get(i));
            }
        } catch (RuntimeException | Error failure) {
            boolean again = batch.size() > 1 && !(failure instanceof Unavailable);
            batch.forEach(pending -> pending.fail(failure, again));
        } finally {
            end(batch);
        }
    }

    private void end(List<Pending<Q, R>> batch) {
        lock.lock();
        try {
            runningBatches--;
            runningRequests -= batch.size();
        } finally {
            lock.unlock();
        }
    }

    /** A request until its caller has the result. The thread that processes it writes the fields, {@code isDone} last. */
    private static final class Pending<Q, R> {

        private final Q request;
        private final Semaphore wakeUps = new Semaphore(0);
        private @Nullable R result;
        private @Nullable Throwable failure;
        private boolean mustRunAlone;
        private volatile boolean isDone;

        Pending(Q request) {
            this.request = request;
        }

        void succeed(R value) {
            result = value;
            isDone = true;
            wake();
        }

        void fail(Throwable cause, boolean runAlone) {
            failure = cause;
            mustRunAlone = runAlone;
            isDone = true;
            wake();
        }

        R result() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return Objects.requireNonNull(result);
        }

        /** Wakes the caller: the request is done, or the next batch may be due. */
        void wake() {
            wakeUps.release();
        }

        void await() {
            wakeUps.acquireUninterruptibly();
        }

        /** Returns false when the time is over. */
        boolean await(Duration timeout) {
            try {
                return wakeUps.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                await(); // the request is processed in any case
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
