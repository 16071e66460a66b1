package dev.messenger.contracts.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Runs the same step in several threads that start at the same instant. */
public final class Together {

    private static final int PATIENCE_SECONDS = 60;

    private Together() {}

    /**
     * The result of one thread.
     *
     * @param value what the step returned, null when it threw
     * @param error what the step threw, null when it returned
     */
    public record Outcome<T>(@Nullable T value, @Nullable Throwable error) {

        /** Whether the step threw nothing. */
        public boolean succeeded() {
            return error == null;
        }
    }

    /**
     * Runs {@code step} with 0 to {@code threads - 1}, each in a thread of its own.
     *
     * @return the results, in the order of the threads
     */
    public static <T> List<Outcome<T>> run(int threads, IntFunction<T> step) {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return step.apply(number);
                }));
            }
            List<Outcome<T>> outcomes = new ArrayList<>();
            for (Future<T> one : running) {
                outcomes.add(outcome(one));
            }
            return outcomes;
        } finally {
            pool.shutdownNow();
        }
    }

    /** {@link #run} for steps that must not fail. Returns their values in the order of the threads. */
    public static <T> List<T> succeed(int threads, IntFunction<T> step) {
        List<T> values = new ArrayList<>();
        for (Outcome<T> outcome : run(threads, step)) {
            if (outcome.error() != null) {
                throw new AssertionError("a thread failed that must not: " + outcome.error(), outcome.error());
            }
            values.add(outcome.value());
        }
        return values;
    }

    /**
     * Asserts that one of several threads that wanted {@code what} got it, and that the others failed with
     * {@code taken}.
     */
    public static <T> void requireOneWinner(
            String what, List<Outcome<T>> outcomes, Class<? extends RuntimeException> taken) {
        assertThat(outcomes)
                .filteredOn(Outcome::succeeded)
                .as("%d at once for %s", outcomes.size(), what)
                .hasSize(1);
        assertThat(outcomes)
                .extracting(Outcome::error)
                .filteredOn(Objects::nonNull)
                .as("the others learn that it is taken")
                .allMatch(taken::isInstance);
    }

    private static <T> Outcome<T> outcome(Future<T> running) {
        try {
            return new Outcome<>(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Outcome<>(null, e.getCause());
        } catch (Exception e) {
            throw new AssertionError("a thread did not come to an end in " + PATIENCE_SECONDS + " s", e);
        }
    }
}
