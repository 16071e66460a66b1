package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.application.shared.Workload;
import dev.messenger.domain.account.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets each user run two costly reads at once on this node (rule C22). A few more wait for a moment; the others are refused. It remembers
 * only users whose requests run or wait. Thread-safe.
 */
final class CostlyReads {

    private static final int AT_ONCE = 2;
    private static final int MAX_WAITING = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<UserId, Places> users = new ConcurrentHashMap<>();

    /** Reads a result and writes it. */
    @FunctionalInterface
    interface Exchange {

        void run() throws IOException;
    }

    /**
     * The reads of a user.
     *
     * @param free for those that may run
     * @param present for those that may run or wait
     */
    private record Places(Semaphore free, Semaphore present) {

        static Places unused() {
            return new Places(new Semaphore(AT_ONCE), new Semaphore(AT_ONCE + MAX_WAITING));
        }

        boolean isUnused() {
            return present.availablePermits() == AT_ONCE + MAX_WAITING;
        }
    }

    /**
     * Runs a costly read of {@code user}.
     *
     * @throws HttpProblem 429 when too many of the user's run already
     */
    void run(UserId user, Exchange read) throws IOException {
        boolean[] entered = {false};
        Places places = users.compute(user, (id, known) -> {
            Places here = known == null ? Places.unused() : known;
            entered[0] = here.present.tryAcquire();
            return here;
        });
        if (!entered[0]) {
            throw tooMany();
        }
        try {
            runWhenFree(places.free, read);
        } finally {
            users.computeIfPresent(user, (id, here) -> {
                here.present.release();
                return here.isUnused() ? null : here;
            });
        }
    }

    private static void runWhenFree(Semaphore free, Exchange read) throws IOException {
        if (!isFreeSoon(free)) {
            throw tooMany();
        }
        try {
            boolean done = Workload.COSTLY_READ.call(() -> {
                read.run();
                return true;
            });
            assert done;
        } finally {
            free.release();
        }
    }

    private static boolean isFreeSoon(Semaphore free) {
        try {
            return free.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpProblem tooMany() {
        return HttpProblem.of(429, "too_many_at_once", "Rate limit exceeded. Retry in 1 seconds.")
                .with("Retry-After", "1");
    }
}
