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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M13")
class CallBatcherTest {

    private static final String BUSY = "busy";
    private static final String WAITING = "waiting";
    private static final Duration FOREVER = Duration.ofHours(1);

    private final List<List<String>> groups = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void doesAloneWhatComesAlone() {
        CallBatcher<String, String> batcher = batcher(UnaryOperator.identity());

        gate.countDown();
        assertThat(batcher.call("a")).isEqualTo("A");
        assertThat(batcher.call("b")).isEqualTo("B");
        assertThat(groups).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void doesTogetherWhatComesMeanwhile() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity());
            List<Future<String>> answers = callsWhileBusy(threads, batcher, "a", "b", "c");

            assertThat(answers.get(0).get()).isEqualTo("A");
            assertThat(answers.get(1).get()).isEqualTo("B");
            assertThat(answers.get(2).get()).isEqualTo("C");
            assertThat(groups).as("one group after the one that was busy").hasSize(2);
            assertThat(groups.getLast()).containsExactly("a", "b", "c");
        }
    }

    @Test
    @Tag("M2")
    void doesEqualsOneAfterTheOther() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(text -> text.substring(0, 1));
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
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity());
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
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity());
            List<Future<String>> answers = callsWhileBusy(threads, batcher, "a", "gone", "c");

            for (Future<String> answer : answers) {
                assertThatThrownBy(answer::get).hasCauseInstanceOf(Unavailable.class);
            }
            assertThat(groups).as("each was tried once").hasSize(2);
        }
    }

    @Test
    void losesNobodyAmongMany() throws Exception {
        gate.countDown();
        CallBatcher<String, String> batcher = batcher(UnaryOperator.identity());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
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
        CallBatcher<String, String> batcher = batcher(UnaryOperator.identity(), 3, FOREVER);
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
    void doesNotWaitForAGroupThatIsHeldUp() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity(), 64, Duration.ofMillis(1));
            Future<String> busy = keepBusy(threads, batcher);

            assertThat(batcher.call("a")).isEqualTo("A");
            assertThat(busy.isDone()).isFalse();
            gate.countDown();
            assertThat(busy.get()).isEqualTo("BUSY");
        }
    }

    @Test
    void doesNotWaitForAGroupThatOnlyWaits() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity());
            Future<String> waiting = keepBusy(threads, batcher, WAITING);

            assertThat(batcher.call("a")).isEqualTo("A");
            assertThat(batcher.call("b")).as("one after the other").isEqualTo("B");
            assertThat(waiting.isDone()).isFalse();
            gate.countDown();
            assertThat(waiting.get()).isEqualTo("WAITING");
        }
    }

    @Test
    void doesNoMoreThanFourGroupsAtOnceThoughTheyOnlyWait() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity(), 1, FOREVER);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(() -> batcher.call(WAITING)));
            }
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
    void doesNotWaitWhenThereAreEnoughForAGroup() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity(), 2, FOREVER);
            Future<String> busy = keepBusy(threads, batcher);
            Future<String> first = threads.submit(() -> batcher.call("a"));

            assertThat(batcher.call("b")).isEqualTo("B");
            assertThat(first.get()).isEqualTo("A");
            assertThat(busy.isDone()).isFalse();
            gate.countDown();
            assertThat(busy.get()).isEqualTo("BUSY");
        }
    }

    @Test
    void anInterruptedCallerGetsTheAnswerAndKnowsOfTheInterrupt() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CallBatcher<String, String> batcher = batcher(UnaryOperator.identity());
            Future<String> busy = keepBusy(threads, batcher);
            Future<String> answer = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return batcher.call("a") + Thread.interrupted();
            });
            gate.countDown();

            assertThat(busy.get()).isEqualTo("BUSY");
            assertThat(answer.get()).isEqualTo("Atrue");
        }
    }

    /** Has these calls come, in this order, while a group is being done; then lets everything go on. */
    private List<Future<String>> callsWhileBusy(
            ExecutorService threads, CallBatcher<String, String> batcher, String... texts) {
        Future<String> unused = keepBusy(threads, batcher);
        List<Future<String>> answers = callsOneByOne(threads, batcher, texts);
        gate.countDown();
        return answers;
    }

    /** Has these calls come, each when the one before waits. */
    private static List<Future<String>> callsOneByOne(
            ExecutorService threads, CallBatcher<String, String> batcher, String... texts) {
        List<Future<String>> answers = new ArrayList<>();
        for (String text : texts) {
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            answers.add(threads.submit(() -> {
                caller.complete(Thread.currentThread());
                return batcher.call(text);
            }));
            await().until(() -> caller.join().getState() == Thread.State.TIMED_WAITING);
        }
        return answers;
    }

    /** A group that is being done until the gate is open. */
    private Future<String> keepBusy(ExecutorService threads, CallBatcher<String, String> batcher) {
        return keepBusy(threads, batcher, BUSY);
    }

    private Future<String> keepBusy(ExecutorService threads, CallBatcher<String, String> batcher, String text) {
        Future<String> busy = threads.submit(() -> batcher.call(text));
        await().until(() -> started().contains(text));
        return busy;
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

    private CallBatcher<String, String> batcher(UnaryOperator<String> identity) {
        return batcher(identity, 64, FOREVER);
    }

    /** Writes in capitals; what is busy, once the gate is open. */
    private CallBatcher<String, String> batcher(UnaryOperator<String> identity, int largestGroup, Duration heldUp) {
        return new CallBatcher<>(
                (texts, letNextBegin) -> {
                    synchronized (groups) {
                        groups.add(texts);
                    }
                    if (texts.contains(WAITING)) {
                        letNextBegin.run();
                        awaitGate();
                    }
                    if (texts.contains(BUSY)) {
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
