package dev.messenger.adapter.http.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A look at a service that callers of about the same time share, since anybody may ask for it. Thread-safe. */
final class Check {

    private static final Duration FRESH = Duration.ofMillis(500);

    private final Supplier<Optional<String>> look;
    private final Lock lock = new ReentrantLock();

    /** The last result; guarded by the lock. */
    private @Nullable Result last;

    /**
     * A result.
     *
     * @param trouble what is wrong; empty when nothing is
     * @param at {@link System#nanoTime}
     */
    private record Result(Optional<String> trouble, long at) {

        boolean isFresh() {
            return System.nanoTime() - at < FRESH.toNanos();
        }
    }

    /** @param look tells what is wrong with the service; takes a few seconds at most */
    Check(Supplier<Optional<String>> look) {
        this.look = look;
    }

    /** What is wrong with the service, as a sentence; empty when nothing is. */
    Optional<String> trouble() {
        lock.lock();
        try {
            Result result = last;
            if (result == null || !result.isFresh()) {
                Optional<String> trouble = look.get();
                result = new Result(trouble, System.nanoTime());
                last = result;
            }
            return result.trouble();
        } finally {
            lock.unlock();
        }
    }
}
