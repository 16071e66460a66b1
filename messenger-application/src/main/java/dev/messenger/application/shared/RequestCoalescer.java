package dev.messenger.application.shared;

import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private final Deque<Pending> waiting = new ArrayDeque<>();
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
        Pending pending = new Pending(request);
        boolean isFirst = enqueue(pending);
        boolean isStalled = false;
        Supplier<R> outcome;
        do {
            List<Pending> batch = nextBatch(isStalled);
            if (!batch.isEmpty()) {
                run(batch);
            }
            // one request watches the clock for all that wait, as a timed wait costs a virtual thread a multiple
            if (isFirst) {
                isStalled = !pending.await(stallTimeout);
            } else {
                pending.await();
            }
            outcome = pending.outcome;
        } while (outcome == null);
        return outcome.get();
    }

    /** Returns whether no other request waits. */
    private boolean enqueue(Pending pending) {
        lock.lock();
        try {
            waiting.addLast(pending);
            return waiting.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    private void run(List<Pending> batch) {
        if (threads == null) {
            process(batch);
            return;
        }
        try {
            threads.execute(() -> processWhileDue(batch));
        } catch (RuntimeException | Error noThread) {
            end(batch);
            batch.forEach(pending -> pending.complete(() -> {
                throw noThread;
            }));
        }
    }

    private void processWhileDue(List<Pending> first) {
        for (List<Pending> batch = first; !batch.isEmpty(); batch = nextBatch(false)) {
            process(batch);
        }
    }

    /** The next batch, for its caller to run; empty while it is not due. */
    private List<Pending> nextBatch(boolean isStalled) {
        lock.lock();
        try {
            int enough = Math.min(Math.min(LARGE_BATCH, maxBatch), Math.max(minBatch, runningRequests));
            boolean isDue = isStalled || runningRequests == 0 || waiting.size() >= enough;
            if (waiting.isEmpty() || runningBatches == MAX_RUNNING_BATCHES || !isDue) {
                return List.of();
            }
            List<Pending> batch = takeBatch();
            runningBatches++;
            runningRequests += batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest requests, one of each identity. */
    private List<Pending> takeBatch() {
        List<Pending> batch = new ArrayList<>();
        Set<Object> identities = new HashSet<>();
        Iterator<Pending> oldestFirst = waiting.iterator();
        while (oldestFirst.hasNext() && batch.size() < maxBatch) {
            Pending pending = oldestFirst.next();
            if (identities.add(identity.apply(pending.request))) {
                batch.add(pending);
                oldestFirst.remove();
            }
        }
        return batch;
    }

    private void process(List<Pending> batch) {
        try {
            List<R> results =
                    work.apply(batch.stream().map(pending -> pending.request).toList());
            for (int i = 0; i < results.size(); i++) {
                R result = results.get(i);
                batch.get(i).complete(() -> result);
            }
        } catch (RuntimeException | Error failure) {
            boolean again = batch.size() > 1 && !(failure instanceof Unavailable);
            batch.forEach(pending -> pending.complete(() -> {
                if (again) {
                    return work.apply(List.of(pending.request)).getFirst();
                }
                throw failure;
            }));
        } finally {
            end(batch);
        }
    }

    private void end(List<Pending> batch) {
        lock.lock();
        try {
            runningBatches--;
            runningRequests -= batch.size();
            if (threads == null && !waiting.isEmpty()) {
                waiting.getFirst().wake(); // its caller may begin the next batch
            }
        } finally {
            lock.unlock();
        }
    }

    /** A request until its caller has the outcome. */
    private final class Pending {

        private final Q request;
        private final Semaphore wakeUps = new Semaphore(0);

        /** Gives the result or throws the failure, on the thread of the caller; null while the request waits or runs. */
        private volatile @Nullable Supplier<R> outcome;

        Pending(Q request) {
            this.request = request;
        }

        void complete(Supplier<R> result) {
            outcome = result;
            wake();
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
