package dev.messenger.application.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same, when groups have threads of their own. */
@Tag("M13")
class CallBatcherOnThreadsTest extends RequestCoalescerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Override
    Executor threads() {
        return threads;
    }

    @AfterEach
    void end() {
        threads.close();
    }

    @Test
    void failsWhereThereIsNoThread() {
        RequestCoalescer<String, String> batcher =
                new RequestCoalescer<>(texts -> texts, text -> text, 64, true, task -> {
                    throw new RejectedExecutionException("no thread");
                });

        assertThatThrownBy(() -> batcher.call("a")).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> batcher.call("b")).isInstanceOf(RejectedExecutionException.class);
    }
}
