package dev.messenger.contracts.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signals reach every node (rules R5, R6). */
@Tag("R5")
@PortContract(Signals.class)
public interface SignalsContract {

    /** Connected nodes, the same at each call within a test; a single one if the adapter knows no second. */
    List<Signals> nodes();

    @Test
    default void everyKindOfSignalReachesTheNodeThatSendsIt() {
        Queue<Signal> received = listen(nodes().getFirst());
        List<Signal> signals = signalsOf(someone());
        signals.forEach(nodes().getFirst()::send);

        await("all of them, as they were")
                .untilAsserted(() -> assertThat(received).containsExactlyElementsOf(signals));
    }

    @Test
    @Tag("R6")
    default void everyKindOfSignalReachesTheOtherNodes() {
        List<Queue<Signal>> received = nodes().stream().map(this::listen).toList();
        for (Signal signal : signalsOf(someone())) {
            for (Queue<Signal> of : received) {
                await("one that is repeated arrives, as it was").until(() -> {
                    nodes().getFirst().send(signal);
                    return of.contains(signal);
                });
            }
        }
    }

    @Test
    default void aSignalReachesANodeOnce() {
        Queue<Signal> received = listen(nodes().getFirst());
        Signal signal = new Signal.Present(someone(), true);
        Signal last = new Signal.Present(someone(), false);
        nodes().getFirst().send(signal);
        nodes().getFirst().send(last);

        await("the one sent after it").until(() -> received.contains(last));
        assertThat(received).as("on the node that sent it").containsOnlyOnce(signal);
    }

    @Test
    default void everyListenerHears() {
        Queue<Signal> first = listen(nodes().getFirst());
        Queue<Signal> second = listen(nodes().getFirst());
        Signal signal = new Signal.Present(someone(), true);
        nodes().getFirst().send(signal);

        await("both")
                .untilAsserted(() -> assertThat(List.of(first.contains(signal), second.contains(signal)))
                        .containsOnly(true));
    }

    @Test
    default void ofManyThreadsNoSignalIsLostOnTheNodeItself() {
        Queue<Signal> received = listen(nodes().getFirst());
        List<UserId> users = IntStream.range(0, 8).mapToObj(i -> someone()).toList();
        Together.succeed(8, number -> {
            for (int i = 0; i < 50; i++) {
                nodes().getFirst().send(new Signal.Present(users.get(number), i % 2 == 0));
            }
            return number;
        });

        await("50 signals of each of 8 threads")
                .until(() -> received.stream()
                                .filter(signal -> users.contains(signal.user()))
                                .count()
                        == 400);
        assertThat(users)
                .allSatisfy(user -> assertThat(
                                Collections.frequency(new ArrayList<>(received), new Signal.Present(user, true)))
                        .isEqualTo(25));
    }

    private Queue<Signal> listen(Signals node) {
        Queue<Signal> received = new ConcurrentLinkedQueue<>();
        node.onSignal(received::add);
        return received;
    }

    private static List<Signal> signalsOf(UserId user) {
        List<Signal> signals = new ArrayList<>();
        for (Signal.Activity activity : Signal.Activity.values()) {
            signals.add(new Signal.Doing(new ChatId((1L << 53) - 1), user, activity, true, UUID.randomUUID()));
            signals.add(new Signal.Doing(new ChatId(1), user, activity, false, UUID.randomUUID()));
        }
        signals.add(new Signal.Present(user, true));
        signals.add(new Signal.Present(user, false));
        return signals;
    }

    private static UserId someone() {
        return new UserId(ThreadLocalRandom.current().nextLong(1, 1L << 53));
    }
}
