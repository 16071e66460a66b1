package dev.messenger.app;

import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chore that is done again and again, on a thread of its own. What goes wrong once is tried again the next time. */
public final class Recurring implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Recurring.class);

    /** For how long closing waits for a round that runs. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Duration pause;
    private final Runnable chore;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Recurring(String name, Duration pause, Runnable chore) {
        this.name = name;
        this.pause = pause;
        this.chore = chore;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    }

    /**
     * Begins.
     *
     * @param pause before the first round, and between the end of one and the start of the next
     */
    public static Recurring start(String name, Duration pause, Runnable chore) {
        Recurring recurring = new Recurring(name, pause, chore);
        recurring.thread.start();
        return recurring;
    }

    private void loop() {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            chore.run();
        } catch (Unavailable e) {
            log.debug("{} has to wait: {}", name, e.getMessage()); // whoever is away is in the log already
        } catch (RuntimeException e) {
            log.warn("{} failed, and is tried again", name, e);
        }
    }

    /** Begins no other round, and waits for the one that runs, for some seconds at most. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
