package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which requests are to be written, and when. */
class PendingTouchesTest {

    private final UserId user = new UserId(1);
    private final PendingTouches touches = new PendingTouches();

    @Test
    void aRequestIsDueWhenNoneWasWrittenForTenSeconds() {
        assertThat(touches.add(user, 10_000)).isTrue();
        assertThat(taken()).containsExactly(Map.entry(user, 10_000L));
        assertThat(touches.add(user, 19_999)).isFalse();
        assertThat(taken()).containsExactly(Map.entry(user, 19_999L));
        assertThat(touches.add(user, 29_999)).isTrue();
    }

    @Test
    void theLastOfSeveralIsTakenAndOnce() {
        touches.add(user, 10_000);
        touches.add(user, 10_005);

        assertThat(taken()).containsExactly(Map.entry(user, 10_005L));
        assertThat(taken()).isEmpty();
    }

    @Test
    void noMoreAreTakenThanAsked() {
        List<UserId> users = List.of(user, new UserId(2), new UserId(3));
        users.forEach(each -> touches.add(each, 10_000));

        assertThat(touches.take(users.iterator(), 2)).containsOnlyKeys(user, new UserId(2));
        assertThat(touches.take(users.iterator(), 2)).containsOnlyKeys(new UserId(3));
    }

    @Test
    void whatWasPutBackIsDueAgainWithWhatCameMeanwhile() {
        touches.add(user, 10_000);
        Map<UserId, Long> taken = taken();
        touches.add(user, 10_005);
        touches.putBack(taken);

        assertThat(taken()).containsExactly(Map.entry(user, 10_005L));
        touches.putBack(taken);
        assertThat(taken()).as("written since").isEmpty();
    }

    @Test
    void whoHasGoneQuietIsForgottenLaterIfThatCouldNotBeWritten() {
        UserId unwritten = new UserId(2);
        touches.add(user, 10_000);
        taken();
        touches.add(unwritten, 10_000);
        touches.removeOld(19_999);
        assertThat(touches.users()).toIterable().containsExactlyInAnyOrder(user, unwritten);
        touches.removeOld(20_000);
        assertThat(touches.users()).toIterable().containsExactly(unwritten);
        touches.removeOld(70_000);
        assertThat(touches.users()).isExhausted();
    }

    private Map<UserId, Long> taken() {
        return touches.take(touches.users(), 200);
    }
}
