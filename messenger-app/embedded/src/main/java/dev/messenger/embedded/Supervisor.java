package dev.messenger.embedded;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a service again when it ends or hangs (rule O7), at once the first time, and after growing pauses when it does not keep running.
 * It works on a thread of its own from the beginning to {@link #close()}.
 */
final class Supervisor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(2);

    /** A busy machine may delay some answers; twenty seconds of silence are no delay any more. */
    private static final int UNANSWERED = 5;

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Supervised service;
    private final Thread thread;
    private volatile boolean closed;
    private Duration pause = Duration.ZERO;
    private long startedAt = System.nanoTime();

    /** @param service runs already */
    Supervisor(Supervised service) {
        this.service = service;
        this.thread = Thread.ofVirtual().name("supervisor-" + service.name()).start(this::watch);
    }

    /** Ends the supervision but not the service. Returns when no start is under way any more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            long askedAt = System.nanoTime();
            int unanswered = 0;
            while (!closed) {
                Pause.millis(LOOK.toMillis());
                if (!service.isAlive()) {
                    startAgain("ended unexpectedly");
                    unanswered = 0;
                } else if (System.nanoTime() - askedAt > BETWEEN_QUESTIONS.toNanos()) {
                    unanswered = service.answers() ? 0 : unanswered + 1;
                    if (unanswered == UNANSWERED) {
                        startAgain("does not answer any more");
                        unanswered = 0;
                    }
                    askedAt = System.nanoTime();
                }
            }
        } catch (ServiceFailure interrupted) {
            log.debug("The supervision of {} ends", service.name(), interrupted);
        }
    }

    private void startAgain(String fault) {
        if (closed) {
            return;
        }
        if (System.nanoTime() - startedAt > STEADY.toNanos()) {
            pause = Duration.ZERO;
        }
        log.warn(
                "{} {}; starting it again{}",
                service.name(),
                fault,
                pause.isZero() ? "" : " in " + pause.toSeconds() + " s");
        while (!closed) {
            Pause.millis(pause.toMillis());
            pause = longer(pause);
            try {
                service.restart();
                startedAt = System.nanoTime();
                log.info("{} runs again", service.name());
                return;
            } catch (RuntimeException e) {
                log.warn(
                        "{} does not start, trying again in {} s: {}",
                        service.name(),
                        pause.toSeconds(),
                        e instanceof ServiceFailure ? e.getMessage() : e.toString());
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
