package dev.messenger.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Several nodes share the projection (rule N1). The test moves the only cursor of the store, so no other projector may
 * run.
 */
@Tag("N1")
@PortContract(NotificationStore.class)
public interface NotificationWorkContract extends StoreContract {

    /** The time that a second claimer gets to overtake the first one, which must not happen. */
    Duration CHANCE_TO_OVERTAKE = Duration.ofMillis(300);

    @Test
    default void whoClaimsLearnsHowFarTheWorkIs() {
        long start = notifications().cursor();
        advanceTo(start + 3);

        assertThat(notifications().cursor()).isEqualTo(start + 3);
        assertThat(inTransaction(() -> notifications().claim())).contains(start + 3);
    }

    @Test
    default void askingForTheCursorClaimsNothing() {
        List<Boolean> claimed = Together.succeed(
                4,
                number -> inTransaction(() -> {
                    notifications().cursor();
                    return true;
                }));

        assertThat(claimed).hasSize(4);
        assertThat(inTransaction(() -> notifications().claim())).isPresent();
    }

    @Test
    default void whatOneHasClaimedAnotherDoesNotGet() {
        long start = notifications().cursor();
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        List<Long> seen = Together.succeed(2, number -> {
            if (number == 0) {
                return inTransaction(() -> {
                    long mine = notifications().claim().orElseThrow();
                    claimed.countDown();
                    await(overtaken, CHANCE_TO_OVERTAKE);
                    notifications().advance(mine + 1);
                    return mine;
                });
            }
            await(claimed, Duration.ofSeconds(30));
            long other = inTransaction(() -> notifications().claim().orElse(-1L));
            overtaken.countDown();
            return other;
        });

        assertThat(seen.get(0)).isEqualTo(start);
        assertThat(seen.get(1))
                .as("nothing (-1), or the cursor after the first one; never the same events")
                .isIn(-1L, start + 1);
    }

    @Test
    default void noWorkIsDoneTwice() {
        long start = notifications().cursor();
        List<Integer> done = Together.succeed(4, number -> {
            int own = 0;
            while (own < 10) {
                own += inTransaction(() -> notifications().claim().map(cursor -> {
                            notifications().advance(cursor + 1);
                            return 1;
                        }))
                        .orElse(0);
            }
            return own;
        });

        assertThat(notifications().cursor())
                .as("4 at once each do 10 steps, one after another")
                .isEqualTo(start + done.stream().mapToInt(Integer::intValue).sum());
    }

    private void advanceTo(long cursor) {
        store().transactions().run(() -> {
            notifications().claim();
            notifications().advance(cursor);
        });
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            boolean inTime = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(inTime || atMost.equals(CHANCE_TO_OVERTAKE)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private NotificationStore notifications() {
        return store().message().notifications();
    }
}
