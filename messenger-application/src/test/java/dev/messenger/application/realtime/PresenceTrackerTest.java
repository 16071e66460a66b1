package dev.messenger.application.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.inmemory.people.InMemoryPresence;
import dev.messenger.application.World;
import dev.messenger.application.people.PresenceOf;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signals of users who come online and go offline, with few questions to the presence store. */
@Tag("P1")
class PresenceTrackerTest {

    private static final Duration MORE_THAN_AN_INTERVAL = Duration.ofSeconds(6);

    private final World world = new World();
    private final Hub hub = Hubs.over(world);
    private final AskedPresence presence = new AskedPresence(new InMemoryPresence(world::now));
    private final List<Signal> sent = new ArrayList<>();
    private final PresenceTracker tracker = new PresenceTracker(hub, presence, signals(), world::now);
    private final UserId ann = new UserId(1);
    private final UserId bob = new UserId(2);

    private Signals signals() {
        Signals signals = Signals.local();
        signals.onSignal(sent::add);
        return signals;
    }

    @Test
    void nobody_is_asked_about_who_made_a_request_lately() {
        request(ann);
        for (int seconds = 0; seconds < 300; seconds += 5) {
            world.pass(Duration.ofSeconds(5));
            if (seconds % 50 == 0) {
                request(ann);
            }
            tracker.step();
        }

        assertThat(presence.asked).isEmpty();
        assertThat(sent).containsExactly(new Signal.Present(ann, true));
    }

    @Test
    void who_made_no_request_for_a_minute_has_gone() {
        request(ann);
        world.pass(Duration.ofSeconds(30));
        request(bob);
        world.pass(Duration.ofSeconds(30));
        tracker.step();

        assertThat(presence.asked).containsExactly(List.of(ann));
        assertThat(sent)
                .containsExactly(
                        new Signal.Present(ann, true), new Signal.Present(bob, true), new Signal.Present(ann, false));
        request(ann);
        assertThat(sent).as("and can come back").hasSize(4).endsWith(new Signal.Present(ann, true));
    }

    @Test
    void whose_connection_is_closed_has_gone_at_the_next_look() {
        tracker.connected(ann);
        tracker.disconnected(ann);
        tracker.step();

        assertThat(sent).containsExactly(new Signal.Present(ann, true), new Signal.Present(ann, false));
    }

    @Test
    void who_is_connected_elsewhere_stays_and_is_asked_about_again() {
        request(ann);
        for (int i = 0; i < 20; i++) {
            world.pass(MORE_THAN_AN_INTERVAL);
            presence.connected(Set.of(ann));
            tracker.step();
        }
        assertThat(sent).containsExactly(new Signal.Present(ann, true));

        presence.disconnected(ann);
        world.pass(MORE_THAN_AN_INTERVAL);
        tracker.step();
        assertThat(sent).endsWith(new Signal.Present(ann, false));
    }

    @Test
    void of_thousands_who_have_gone_quiet_no_call_asks_about_many() {
        List<UserId> crowd =
                LongStream.rangeClosed(1, 5_001).mapToObj(UserId::new).toList();
        crowd.forEach(this::request);
        world.pass(Presence.AFTER_REQUEST);
        tracker.step();

        assertThat(presence.asked).allSatisfy(portion -> assertThat(portion).hasSizeLessThanOrEqualTo(200));
        assertThat(presence.asked.stream().flatMap(Collection::stream).toList())
                .containsExactlyInAnyOrderElementsOf(crowd);
        assertThat(sent).hasSize(2 * crowd.size());
    }

    private void request(UserId user) {
        presence.touch(user);
        tracker.touch(user);
    }

    /** Remembers whom it was asked about. */
    private static final class AskedPresence extends PresenceOf {

        private final List<List<UserId>> asked = new ArrayList<>();

        AskedPresence(Presence presence) {
            super(presence);
        }

        @Override
        public Map<UserId, PresenceStatus> of(Collection<UserId> users) {
            asked.add(List.copyOf(users));
            return super.of(users);
        }

        @Override
        public Set<UserId> online(Collection<UserId> users) {
            asked.add(List.copyOf(users));
            return super.online(users);
        }
    }
}
