package dev.messenger.application.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M13")
class RequestCoalescerTest {

    private static final String BUSY = "busy";
    private static final int BUSY_BATCHES = 3;
    private static final Set<Thread.State> WAITS = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    private static final Duration FOREVER = Duration.ofHours(1);

    private final List<List<String>> batches = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void processesAloneWhatArrivesAlone() {
        RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity());

        gate.countDown();
        assertThat(coalescer.call("a")).isEqualTo("A");
        assertThat(coalescer.call("b")).isEqualTo("B");
        assertThat(batches).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void processesTogetherWhatArrivesMeanwhile() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity());
            List<Future<String>> results = callsWhileBusy(threads, coalescer, "a", "b", "c");

            assertThat(results.get(0).get()).isEqualTo("A");
            assertThat(results.get(1).get()).isEqualTo("B");
            assertThat(results.get(2).get()).isEqualTo("C");
            assertThat(batches).as("one batch after those that were busy").hasSize(BUSY_BATCHES + 1);
            assertThat(batches.getLast()).containsExactly("a", "b", "c");
        }
    }

    @Test
    @Tag("M2")
    void processesEqualRequestsInDifferentBatches() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(text -> text.substring(0, 1));
            List<Future<String>> results = callsWhileBusy(threads, coalescer, "a1", "b1", "a2");
            for (Future<String> result : results) {
                result.get();
            }

            assertThat(batches)
                    .allSatisfy(batch -> assertThat(batch.stream().map(text -> text.substring(0, 1)))
                            .doesNotHaveDuplicates());
        }
    }

    @Test
    void processesEachRequestAgainAloneWhenABatchFails() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity());
            List<Future<String>> results = callsWhileBusy(threads, coalescer, "a", "bad", "c");

            assertThat(results.get(0).get()).isEqualTo("A");
            assertThatThrownBy(results.get(1)::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("bad");
            assertThat(results.get(2).get()).isEqualTo("C");
        }
    }

    @Test
    @Tag("C12")
    void processesNothingAgainWhenTheOutcomeIsUnknown() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity());
            List<Future<String>> results = callsWhileBusy(threads, coalescer, "a", "gone", "c");

            for (Future<String> result : results) {
                assertThatThrownBy(result::get).hasCauseInstanceOf(Unavailable.class);
            }
            assertThat(batches).as("each was tried once").hasSize(BUSY_BATCHES + 1);
        }
    }

    @Test
    void losesNoneOfManyRequests() throws Exception {
        gate.countDown();
        RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity());
        try (Callers threads = new Callers()) {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                String text = "x" + i;
                results.add(threads.submit(() -> coalescer.call(text)));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo("X" + i);
            }
        }
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(5_000);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(64));
    }

    /** Without a stall timeout, a lost request waits forever; the test does not wait for it. */
    @Test
    void losesNoneOfManyRepeatedRequests() throws Exception {
        gate.countDown();
        RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity(), 3, FOREVER);
        CountDownLatch replied = new CountDownLatch(32 * 1_000);
        for (int i = 0; i < 32; i++) {
            String text = "x" + i;
            Thread.startVirtualThread(() -> {
                for (int n = 0; n < 1_000; n++) {
                    if (coalescer.call(text).equals("X" + text.substring(1))) {
                        replied.countDown();
                    }
                }
            });
        }

        assertThat(replied.await(30, TimeUnit.SECONDS))
                .as("%d have no result", replied.getCount())
                .isTrue();
    }

    @Test
    void doesNotWaitForStalledBatches() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity(), 64, Duration.ofMillis(1));
            List<Future<String>> busy = keepBusyWith(threads, coalescer, "1 busy", "2 busy");

            assertThat(coalescer.call("a")).isEqualTo("A");
            assertThat(busy).noneMatch(Future::isDone);
            gate.countDown();
        }
    }

    @Test
    void beginsWhenAsManyWaitAsAreRunning() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity());
            List<Future<String>> busy = keepBusy(threads, coalescer);
            List<Future<String>> fewer = callsOneByOne(threads, coalescer, "a", "b", "c");
            assertThat(batchesBegun()).as("they wait for more").isEqualTo(BUSY_BATCHES);

            assertThat(coalescer.call("d")).isEqualTo("D");
            for (Future<String> one : fewer) {
                one.get();
            }
            assertThat(batches.getLast()).containsExactly("a", "b", "c", "d");
            assertThat(busy).noneMatch(Future::isDone);
            gate.countDown();
        }
    }

    @Test
    void waitsForTheRunningBatchBelowTheMinimum() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity(), 64, 12, FOREVER);
            List<Future<String>> results = new ArrayList<>(keepBusyWith(threads, coalescer, "1 busy"));
            results.addAll(callsOneByOne(threads, coalescer, "a", "b", "c"));
            assertThat(batchesBegun()).isOne();

            gate.countDown();
            for (Future<String> result : results) {
                result.get();
            }
            assertThat(batches.getLast()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void beginsWhenABatchIsFull() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity(), 2, FOREVER);
            List<Future<String>> busy = keepBusy(threads, coalescer);
            Future<String> first = threads.submit(() -> coalescer.call("a"));

            assertThat(coalescer.call("b")).isEqualTo("B");
            assertThat(first.get()).isEqualTo("A");
            assertThat(busy).noneMatch(Future::isDone);
            gate.countDown();
        }
    }

    @Test
    void runsAtMostFourBatchesAtOnce() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity(), 1, FOREVER);
            List<Future<String>> results =
                    new ArrayList<>(keepBusyWith(threads, coalescer, "1 busy", "2 busy", "3 busy", "4 busy"));
            await().until(() -> batchesBegun() == 4);
            results.addAll(callsOneByOne(threads, coalescer, "a", "b"));

            assertThat(batchesBegun()).isEqualTo(4);
            gate.countDown();
            for (Future<String> result : results) {
                result.get();
            }
            assertThat(batchesBegun()).isEqualTo(6);
        }
    }

    @Test
    void anInterruptedCallerGetsTheResultAndStaysInterrupted() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> coalescer = coalescer(UnaryOperator.identity());
            List<Future<String>> busy = keepBusy(threads, coalescer);
            Future<String> result = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return coalescer.call("a") + Thread.interrupted();
            });
            gate.countDown();

            assertThat(busy.getFirst().get()).isEqualTo("1 BUSY");
            assertThat(result.get()).isEqualTo("Atrue");
        }
    }

    /** Null: the threads of the callers. */
    @Nullable
    Executor threads() {
        return null;
    }

    /** Makes these calls in this order while batches run; then opens the gate. */
    private List<Future<String>> callsWhileBusy(
            Callers threads, RequestCoalescer<String, String> coalescer, String... texts) {
        List<Future<String>> unused = keepBusy(threads, coalescer);
        List<Future<String>> results = callsOneByOne(threads, coalescer, texts);
        gate.countDown();
        return results;
    }

    /** Makes these calls, each when the one before waits. */
    private static List<Future<String>> callsOneByOne(
            Callers threads, RequestCoalescer<String, String> coalescer, String... texts) {
        List<Future<String>> results = new ArrayList<>();
        for (String text : texts) {
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            results.add(threads.submit(() -> {
                caller.complete(Thread.currentThread());
                return coalescer.call(text);
            }));
            await().until(() -> WAITS.contains(caller.join().getState()));
        }
        return results;
    }

    /** Four requests that run until the gate is open, in batches of one, one and two. */
    private List<Future<String>> keepBusy(Callers threads, RequestCoalescer<String, String> coalescer) {
        return keepBusyWith(threads, coalescer, "1 busy", "2 busy", "3 busy", "4 busy");
    }

    private List<Future<String>> keepBusyWith(
            Callers threads, RequestCoalescer<String, String> coalescer, String... texts) {
        List<Future<String>> busy = callsOneByOne(threads, coalescer, texts);
        await().until(() -> started().containsAll(List.of(texts)));
        return busy;
    }

    /** Threads that call. They do not wait at the gate after a failed test. */
    private final class Callers implements AutoCloseable {

        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Future<String> submit(Callable<String> call) {
            return threads.submit(call);
        }

        @Override
        public void close() {
            gate.countDown();
            threads.close();
        }
    }

    private int batchesBegun() {
        synchronized (batches) {
            return batches.size();
        }
    }

    private Set<String> started() {
        synchronized (batches) {
            Set<String> started = new HashSet<>();
            batches.forEach(started::addAll);
            return started;
        }
    }

    private RequestCoalescer<String, String> coalescer(UnaryOperator<String> identity) {
        return coalescer(identity, 64, FOREVER);
    }

    private RequestCoalescer<String, String> coalescer(
            UnaryOperator<String> identity, int maxBatch, Duration stallTimeout) {
        return coalescer(identity, maxBatch, 1, stallTimeout);
    }

    /** Returns texts in capitals; those that contain "busy" wait for the gate. */
    private RequestCoalescer<String, String> coalescer(
            UnaryOperator<String> identity, int maxBatch, int minBatch, Duration stallTimeout) {
        return new RequestCoalescer<>(
                texts -> {
                    synchronized (batches) {
                        batches.add(texts);
                    }
                    if (texts.stream().anyMatch(text -> text.contains(BUSY))) {
                        awaitGate();
                    }
                    if (texts.contains("gone")) {
                        throw new Unavailable("database_unavailable", "It is gone.");
                    }
                    if (texts.contains("bad")) {
                        throw new IllegalStateException("bad");
                    }
                    return texts.stream().map(String::toUpperCase).toList();
                },
                identity::apply,
                maxBatch,
                minBatch,
                threads(),
                stallTimeout);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
