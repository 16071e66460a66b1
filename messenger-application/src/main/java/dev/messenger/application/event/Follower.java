package dev.messenger.application.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs a step again and again on a thread of its own: at once while there is more to do, else when it is woken up, and after a
 * pause in any case. A step that throws is tried again after the pause. Thread-safe.
 */
public final class Follower implements AutoCloseable {

    /** A piece of work. */
    @FunctionalInterface
    public interface Step {

        /**
         * Does what there is to do, or a part of it. It may block; steps of one follower never run at the same time.
         *
         * @return whether there is more to do right now
         */
        boolean run();
    }

    /** Is told what went wrong, on the thread of the follower. */
    @FunctionalInterface
    public interface Failures {

        void failed(String follower, RuntimeException failure);
    }

    /**
     * How long it rests after a step, unless there is more to do. Who is woken up now and then is not held up by it; who is woken
     * up without end does much at once, which costs less.
     */
    private static final Duration REST = Duration.ofMillis(10);

    private final String name;
    private final Step step;
    private final Failures failures;
    private final Duration rest;
    private final Semaphore bell = new Semaphore(0);
    private final Semaphore end = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Follower(String name, Step step, Failures failures, Duration rest, Duration pause, boolean unasked) {
        this.name = name;
        this.step = step;
        this.failures = failures;
        this.rest = rest;
        // waits most of the time, and for a time: what a thread of the system does for little, and a virtual one with
        // the help of another
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> work(pause, unasked));
    }

    /**
     * Runs {@code step} now and then until it is closed.
     *
     * @param name what failures are reported under
     * @param pause between two steps, unless there is more to do right now
     */
    public static Follower start(String name, Step step, Duration pause, Failures failures) {
        return start(name, step, REST, pause, failures);
    }

    /**
     * {@link #start(String, Step, Duration, Failures)} with a longer rest after each step, for what nobody waits for.
     *
     * @param rest how long it rests, woken up or not, unless there is more to do right now
     */
    static Follower start(String name, Step step, Duration rest, Duration pause, Failures failures) {
        Follower follower = new Follower(name, step, failures, rest, pause, true);
        follower.thread.start();
        return follower;
    }

    /** One that runs when it is woken up alone; many wake-ups during a step are one more step. */
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

    /** Has the step run soon. Never blocks. */
    public void wake() {
        bell.release();
    }

    /** Asks it to end, and waits for nothing. */
    public void end() {
        closed = true;
        end.release();
        bell.release();
    }

    /**
     * Waits for the step that runs when it was asked to {@link #end}.
     *
     * @return whether it is over; false after {@code patience}
     * @throws InterruptedException when this thread is interrupted meanwhile
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    /** Ends it; returns when the step that runs is over. */
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

    private void work(Duration pause, boolean unasked) {
        try {
            boolean due = unasked;
            while (!closed) {
                boolean more = due && attempt(pause);
                due = more || await(pause, unasked);
            }
        } catch (InterruptedException e) {
            closed = true; // nobody interrupts this thread but who wants it to end
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

    /** Whether the step is due. Wake-ups of before a step are heard by it: they are forgotten when it begins. */
    private boolean await(Duration pause, boolean unasked) throws InterruptedException {
        end.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS);
        if (unasked) {
            bell.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            bell.acquire();
        }
        bell.drainPermits();
        return true;
    }
}
