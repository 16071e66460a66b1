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
    private static final int BUSY_GROUPS = 3;
    private static final Set<Thread.State> WAITS = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    private static final Duration FOREVER = Duration.ofHours(1);

    private final List<List<String>> groups = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void doesAloneWhatComesAlone() {
        RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity());

        gate.countDown();
        assertThat(batcher.call("a")).isEqualTo("A");
        assertThat(batcher.call("b")).isEqualTo("B");
        assertThat(groups).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void doesTogetherWhatComesMeanwhile() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity());
            List<Future<String>> answers = callsWhileBusy(threads, batcher, "a", "b", "c");

            assertThat(answers.get(0).get()).isEqualTo("A");
            assertThat(answers.get(1).get()).isEqualTo("B");
            assertThat(answers.get(2).get()).isEqualTo("C");
            assertThat(groups).as("one group after those that were busy").hasSize(BUSY_GROUPS + 1);
            assertThat(groups.getLast()).containsExactly("a", "b", "c");
        }
    }

    @Test
    @Tag("M2")
    void doesEqualsOneAfterTheOther() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(text -> text.substring(0, 1));
            List<Future<String>> answers = callsWhileBusy(threads, batcher, "a1", "b1", "a2");
            for (Future<String> answer : answers) {
                answer.get();
            }

            assertThat(groups)
                    .allSatisfy(group -> assertThat(group.stream().map(text -> text.substring(0, 1)))
                            .doesNotHaveDuplicates());
        }
    }

    @Test
    void doesEachAgainAloneWhenAGroupFails() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity());
            List<Future<String>> answers = callsWhileBusy(threads, batcher, "a", "bad", "c");

            assertThat(answers.get(0).get()).isEqualTo("A");
            assertThatThrownBy(answers.get(1)::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("bad");
            assertThat(answers.get(2).get()).isEqualTo("C");
        }
    }

    @Test
    @Tag("C12")
    void doesNothingAgainWhenNobodyKnowsWhatBecameOfIt() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity());
            List<Future<String>> answers = callsWhileBusy(threads, batcher, "a", "gone", "c");

            for (Future<String> answer : answers) {
                assertThatThrownBy(answer::get).hasCauseInstanceOf(Unavailable.class);
            }
            assertThat(groups).as("each was tried once").hasSize(BUSY_GROUPS + 1);
        }
    }

    @Test
    void losesNobodyAmongMany() throws Exception {
        gate.countDown();
        RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity());
        try (Callers threads = new Callers()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                String text = "x" + i;
                answers.add(threads.submit(() -> batcher.call(text)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("X" + i);
            }
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(5_000);
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(64));
    }

    /** Nobody is impatient here: whoever is forgotten waits forever, and the test does not wait for them. */
    @Test
    void losesNobodyAmongManyWhoComeAgainAndAgain() throws Exception {
        gate.countDown();
        RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity(), 3, FOREVER);
        CountDownLatch answered = new CountDownLatch(32 * 1_000);
        for (int i = 0; i < 32; i++) {
            String text = "x" + i;
            Thread.startVirtualThread(() -> {
                for (int n = 0; n < 1_000; n++) {
                    if (batcher.call(text).equals("X" + text.substring(1))) {
                        answered.countDown();
                    }
                }
            });
        }

        assertThat(answered.await(30, TimeUnit.SECONDS))
                .as("%d are not answered", answered.getCount())
                .isTrue();
    }

    @Test
    void doesNotWaitForGroupsThatAreHeldUp() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity(), 64, Duration.ofMillis(1));
            List<Future<String>> busy = keepBusyWith(threads, batcher, "1 busy", "2 busy");

            assertThat(batcher.call("a")).isEqualTo("A");
            assertThat(busy).noneMatch(Future::isDone);
            gate.countDown();
        }
    }

    @Test
    void beginsWhenAsManyWaitAsAreBeingDone() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity());
            List<Future<String>> busy = keepBusy(threads, batcher);
            List<Future<String>> fewer = callsOneByOne(threads, batcher, "a", "b", "c");
            assertThat(groupsBegun()).as("they wait for more").isEqualTo(BUSY_GROUPS);

            assertThat(batcher.call("d")).isEqualTo("D");
            for (Future<String> one : fewer) {
                one.get();
            }
            assertThat(groups.getLast()).containsExactly("a", "b", "c", "d");
            assertThat(busy).noneMatch(Future::isDone);
            gate.countDown();
        }
    }

    @Test
    void waitsForAllOthersWhereCallsCostNothing() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity(), 64, false, FOREVER);
            List<Future<String>> answers = new ArrayList<>(keepBusyWith(threads, batcher, "1 busy"));
            answers.addAll(callsOneByOne(threads, batcher, "a", "b", "c"));
            assertThat(groupsBegun()).isOne();

            gate.countDown();
            for (Future<String> answer : answers) {
                answer.get();
            }
            assertThat(groups.getLast()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void beginsWhenThereAreEnoughForAGroup() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity(), 2, FOREVER);
            List<Future<String>> busy = keepBusy(threads, batcher);
            Future<String> first = threads.submit(() -> batcher.call("a"));

            assertThat(batcher.call("b")).isEqualTo("B");
            assertThat(first.get()).isEqualTo("A");
            assertThat(busy).noneMatch(Future::isDone);
            gate.countDown();
        }
    }

    @Test
    void doesNoMoreThanFourGroupsAtOnce() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity(), 1, FOREVER);
            List<Future<String>> answers =
                    new ArrayList<>(keepBusyWith(threads, batcher, "1 busy", "2 busy", "3 busy", "4 busy"));
            await().until(() -> groupsBegun() == 4);
            answers.addAll(callsOneByOne(threads, batcher, "a", "b"));

            assertThat(groupsBegun()).isEqualTo(4);
            gate.countDown();
            for (Future<String> answer : answers) {
                answer.get();
            }
            assertThat(groupsBegun()).isEqualTo(6);
        }
    }

    @Test
    void anInterruptedCallerGetsTheAnswerAndKnowsOfTheInterrupt() throws Exception {
        try (Callers threads = new Callers()) {
            RequestCoalescer<String, String> batcher = batcher(UnaryOperator.identity());
            List<Future<String>> busy = keepBusy(threads, batcher);
            Future<String> answer = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return batcher.call("a") + Thread.interrupted();
            });
            gate.countDown();

            assertThat(busy.getFirst().get()).isEqualTo("1 BUSY");
            assertThat(answer.get()).isEqualTo("Atrue");
        }
    }

    /** On the threads of the callers. */
    @Nullable
    Executor threads() {
        return null;
    }

    /** Has these calls come, in this order, while a group is being done; then lets everything go on. */
    private List<Future<String>> callsWhileBusy(
            Callers threads, RequestCoalescer<String, String> batcher, String... texts) {
        List<Future<String>> unused = keepBusy(threads, batcher);
        List<Future<String>> answers = callsOneByOne(threads, batcher, texts);
        gate.countDown();
        return answers;
    }

    /** Has these calls come, each when the one before waits. */
    private static List<Future<String>> callsOneByOne(
            Callers threads, RequestCoalescer<String, String> batcher, String... texts) {
        List<Future<String>> answers = new ArrayList<>();
        for (String text : texts) {
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            answers.add(threads.submit(() -> {
                caller.complete(Thread.currentThread());
                return batcher.call(text);
            }));
            await().until(() -> WAITS.contains(caller.join().getState()));
        }
        return answers;
    }

    /** Four calls that are being done until the gate is open, so that fewer than four wait: one, one and two of them. */
    private List<Future<String>> keepBusy(Callers threads, RequestCoalescer<String, String> batcher) {
        return keepBusyWith(threads, batcher, "1 busy", "2 busy", "3 busy", "4 busy");
    }

    private List<Future<String>> keepBusyWith(
            Callers threads, RequestCoalescer<String, String> batcher, String... texts) {
        List<Future<String>> busy = callsOneByOne(threads, batcher, texts);
        await().until(() -> started().containsAll(List.of(texts)));
        return busy;
    }

    /** Threads that call. A test that fails does not leave them waiting at the gate. */
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

    private int groupsBegun() {
        synchronized (groups) {
            return groups.size();
        }
    }

    private Set<String> started() {
        synchronized (groups) {
            Set<String> started = new HashSet<>();
            groups.forEach(started::addAll);
            return started;
        }
    }

    private RequestCoalescer<String, String> batcher(UnaryOperator<String> identity) {
        return batcher(identity, 64, FOREVER);
    }

    private RequestCoalescer<String, String> batcher(
            UnaryOperator<String> identity, int largestGroup, Duration heldUp) {
        return batcher(identity, largestGroup, true, heldUp);
    }

    /** Writes in capitals; what is busy, once the gate is open. */
    private RequestCoalescer<String, String> batcher(
            UnaryOperator<String> identity, int largestGroup, boolean costsByTheCall, Duration heldUp) {
        return new RequestCoalescer<>(
                texts -> {
                    synchronized (groups) {
                        groups.add(texts);
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
                largestGroup,
                costsByTheCall,
                threads(),
                heldUp);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
