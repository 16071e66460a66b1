package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.application.shared.Workload;
import dev.messenger.domain.account.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C22")
class CostlyReadsTest {

    private static final UserId ANNA = new UserId(1);
    private static final UserId BORIS = new UserId(2);

    private final CostlyReads reads = new CostlyReads();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void aUserRunsTwoAtOnceAndOthersAreNotInTheirWay() throws IOException {
        List<Thread> threads = start(12, ANNA);
        await().until(() -> running.get() == 2 && refused.get() == 4);

        List<Workload> seen = new ArrayList<>();
        reads.run(BORIS, () -> seen.add(Workload.current()));

        assertThat(seen).containsExactly(Workload.COSTLY_READ);
        assertThat(Workload.current()).isEqualTo(Workload.REQUEST);
        assertThat(running).hasValue(2);
        end.countDown();
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(running).as("those that waited ran").hasValue(8);
    }

    @Test
    void whoWaitsTooLongIsToldWhenToComeAgain() {
        start(2, ANNA);
        await().until(() -> running.get() == 2);

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> reads.run(ANNA, () -> running.incrementAndGet()))
                .satisfies(e -> {
                    assertThat(e.status()).isEqualTo(429);
                    assertThat(e.code()).isEqualTo("too_many_at_once");
                    assertThat(e.detail()).isEqualTo("Rate limit exceeded. Retry in 1 seconds.");
                    assertThat(e.headers()).containsEntry("Retry-After", "1");
                });
        end.countDown();
    }

    @Test
    void aReadThatFailsGivesItsPlaceBack() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> reads.run(ANNA, () -> {
                        throw new IOException("the client is gone");
                    }));
        }
        reads.run(ANNA, running::incrementAndGet);

        assertThat(running).hasValue(1);
    }

    private List<Thread> start(int count, UserId user) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofVirtual().start(() -> read(user)));
        }
        return threads;
    }

    private void read(UserId user) {
        try {
            reads.run(user, () -> {
                running.incrementAndGet();
                awaitEnd();
            });
        } catch (HttpProblem tooMany) {
            refused.incrementAndGet();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
