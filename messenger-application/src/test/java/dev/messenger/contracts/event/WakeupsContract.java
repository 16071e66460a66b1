package dev.messenger.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.application.event.port.Wakeups;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.Together;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes wake one another (rule R6). Single wake-ups may be lost, but not all of them. */
@Tag("R6")
@PortContract(Wakeups.class)
public interface WakeupsContract {

    /** Connected nodes, the same at each call within a test; a single one if the adapter knows no second. */
    List<Wakeups> nodes();

    @Test
    default void tellingDisturbsNobody() {
        nodes().getFirst().wakeOthers();
        assertThat(Together.succeed(8, number -> {
                    nodes().getFirst().wakeOthers();
                    return true;
                }))
                .as("8 threads send wake-ups at once")
                .containsOnly(true);
    }

    @Test
    default void theOtherNodesAreTold() {
        List<AtomicInteger> wakeups = nodes().stream().skip(1).map(this::listen).toList();
        for (AtomicInteger count : wakeups) {
            await("a node that is woken up repeatedly notices").until(() -> {
                nodes().getFirst().wakeOthers();
                return count.get() > 0;
            });
        }
    }

    @Test
    default void everyListenerOfANodeIsTold() {
        nodes().stream().skip(1).forEach(node -> {
            AtomicInteger first = listen(node);
            AtomicInteger second = listen(node);
            await("both").until(() -> {
                nodes().getFirst().wakeOthers();
                return first.get() > 0 && second.get() > 0;
            });
        });
    }

    private AtomicInteger listen(Wakeups node) {
        AtomicInteger wakeups = new AtomicInteger();
        node.onWakeup(wakeups::incrementAndGet);
        return wakeups;
    }
}
