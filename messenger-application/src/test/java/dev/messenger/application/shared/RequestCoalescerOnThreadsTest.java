package dev.messenger.application.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same, when batches run on threads of their own. */
@Tag("M13")
class RequestCoalescerOnThreadsTest extends RequestCoalescerTest {

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
        RequestCoalescer<String, String> coalescer =
                new RequestCoalescer<>(texts -> texts, text -> text, 64, 1, task -> {
                    throw new RejectedExecutionException("no thread");
                });

        assertThatThrownBy(() -> coalescer.call("a")).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> coalescer.call("b")).isInstanceOf(RejectedExecutionException.class);
    }
}
