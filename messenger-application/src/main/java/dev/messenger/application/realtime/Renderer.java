package dev.messenger.application.realtime;

import dev.messenger.domain.account.UserId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Renders updates for the open streams, a few at a time, so that requests find a database connection too. Thread-safe. */
final class Renderer {

    private static final int CONCURRENT = 4;

    private final UpdateViews views;
    private final Replay replay;
    private final Semaphore permits = new Semaphore(CONCURRENT);

    Renderer(UpdateViews views, Replay replay) {
        this.views = views;
        this.replay = replay;
    }

    /** A delivery as its recipient may see it now; empty when there is nothing to see any more. */
    Optional<Update> render(UserId recipient, Delivery delivery) throws InterruptedException {
        return delivery instanceof Delivery.Lazy
                ? withPermit(() -> views.render(recipient, delivery))
                : views.render(recipient, delivery); // reads nothing
    }

    /** {@link Replay#missed}. */
    Replay.Page missed(UserId recipient, long after, long upTo, int limit) throws InterruptedException {
        return withPermit(() -> replay.missed(recipient, after, upTo, limit));
    }

    private <T> T withPermit(Supplier<T> work) throws InterruptedException {
        permits.acquire();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
