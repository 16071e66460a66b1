package dev.messenger.application.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs a step repeatedly on its own thread: at once while there is more to do, else when it is woken up, at the latest after a
 * pause. A step that throws is tried again after the pause. Thread-safe.
 */
public final class Follower implements AutoCloseable {

    /** A piece of work. */
    @FunctionalInterface
    public interface Step {

        /**
         * Does a portion of the work. It may block; the steps of one follower never run concurrently.
         *
         * @return whether there is more to do at once
         */
        boolean run();
    }

    /** Receives the failures of steps, on the thread of the follower. */
    @FunctionalInterface
    public interface Failures {

        void failed(String follower, RuntimeException failure);
    }

    /**
     * The rest after a step, unless there is more to do. It does not delay a follower that is woken up now and then; one that is
     * woken up incessantly does more in each step, which costs less.
     */
    static final Duration REST = Duration.ofMillis(10);

    private final String name;
    private final Step step;
    private final Failures failures;
    private final Duration rest;
    private final Semaphore bell = new Semaphore(0);
    private final Semaphore end = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Follower(String name, Step step, Failures failures, Duration rest, Duration pause, boolean polls) {
        this.name = name;
        this.step = step;
        this.failures = failures;
        this.rest = rest;
        // a platform thread, since timed waits of virtual threads need another thread to wake them up
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> work(pause, polls));
    }

    /**
     * Runs {@code step} until the follower is closed.
     *
     * @param name the name in reports of failures
     * @param pause the longest time between two steps
     */
    public static Follower start(String name, Step step, Duration pause, Failures failures) {
        return start(name, step, REST, pause, failures);
    }

    /**
     * {@link #start(String, Step, Duration, Failures)} with a longer rest, for work that nobody waits for.
     *
     * @param rest the shortest time between two steps, unless there is more to do at once
     */
    static Follower start(String name, Step step, Duration rest, Duration pause, Failures failures) {
        Follower follower = new Follower(name, step, failures, rest, pause, true);
        follower.thread.start();
        return follower;
    }

    /** A follower that runs only when it is woken up; wake-ups during a step cause one more step. */
    static Follower onDemand(String name, Runnable step, Duration pause, Failures failures) {
        Follower follower = new Follower(
                name,
                () -> {
                    step.run();
                    return false;
                },
                failures,
                REST,
                pause,
                false);
        follower.thread.start();
        return follower;
    }

    /** Makes the step run soon. Never blocks. */
    public void wake() {
        bell.release();
    }

    /** Asks the follower to end, without waiting for it. */
    public void end() {
        closed = true;
        end.release();
        bell.release();
    }

    /**
     * Waits for the running step after {@link #end}.
     *
     * @return whether the follower ended within {@code patience}
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    /** Ends the follower; returns when the running step is over. */
    @Override
    public void close() {
        end();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Duration pause, boolean polls) {
        try {
            boolean due = polls;
            while (!closed) {
                boolean more = due && attempt(pause);
                due = more || await(pause, polls);
            }
        } catch (InterruptedException e) {
            closed = true; // an interrupt can only mean that the thread shall end
        }
    }

    private boolean attempt(Duration pause) throws InterruptedException {
        try {
            return step.run();
        } catch (RuntimeException e) {
            failures.failed(name, e);
            return !end.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Waits until the step is due. The step covers all wake-ups before it. */
    private boolean await(Duration pause, boolean polls) throws InterruptedException {
        end.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS);
        if (polls) {
            bell.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            bell.acquire();
        }
        bell.drainPermits();
        return true;
    }
}
