package dev.messenger.application.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.domain.shared.Unavailable;
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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M13")
class CallBatcherTest {

    /** Two groups may be on their way at once: so many calls keep all others waiting. */
    private static final int GROUPS = 2;

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
            assertThat(groups).as("one group after the two that were busy").hasSize(GROUPS + 1);
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
            assertThat(groups).as("each was tried once").hasSize(GROUPS + 1);
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

    /** Has these calls come, in this order, while all groups are taken; then lets everything go on. */
    private List<Future<String>> callsWhileBusy(
            ExecutorService threads, CallBatcher<String, String> batcher, String... texts) {
        for (int i = 0; i < GROUPS; i++) {
            String busy = "busy" + i;
            Future<String> unused = threads.submit(() -> batcher.call(busy));
            await().until(() -> started().contains(busy));
        }
        List<Future<String>> answers = new ArrayList<>();
        for (String text : texts) {
            CompletableFuture<Thread> caller = new CompletableFuture<>();
            answers.add(threads.submit(() -> {
                caller.complete(Thread.currentThread());
                return batcher.call(text);
            }));
            await().until(() -> caller.join().getState() == Thread.State.WAITING);
        }
        gate.countDown();
        return answers;
    }

    private Set<String> started() {
        synchronized (groups) {
            Set<String> started = new HashSet<>();
            groups.forEach(started::addAll);
            return started;
        }
    }

    /** Writes in capitals, once the gate is open. */
    private CallBatcher<String, String> batcher(UnaryOperator<String> identity) {
        return new CallBatcher<>(
                texts -> {
                    synchronized (groups) {
                        groups.add(texts);
                    }
                    awaitGate();
                    if (texts.contains("gone")) {
                        throw new Unavailable("database_unavailable", "It is gone.");
                    }
                    if (texts.contains("bad")) {
                        throw new IllegalStateException("bad");
                    }
                    return texts.stream().map(String::toUpperCase).toList();
                },
                identity::apply,
                64);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
