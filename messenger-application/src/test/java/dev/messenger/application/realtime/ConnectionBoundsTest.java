package dev.messenger.application.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.chat.ChatView;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What connections hold is bounded: their number, their updates and the bytes of these. */
class ConnectionBoundsTest {

    private static final String LONG = "x".repeat(4096);

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final ChatView chat = world.privateChat(ann, bob);

    @Test
    @Tag("R12")
    void a_user_has_as_many_connections_as_allowed_and_one_more_when_one_closes() {
        Hub hub = hub(new RealtimeLimits(20, 1_000_000, 3));
        List<Subscription> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(connect(hub, bob));
        }
        assertThatThrownBy(() -> connect(hub, bob)).isInstanceOfSatisfying(TooManyConnections.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("too_many_connections");
            assertThat(refusal.detail()).isEqualTo("Rate limit exceeded. Retry in 10 seconds.");
        });
        assertThat(connect(hub, ann).end()).as("another user").isEmpty();

        hub.remove(open.getFirst());
        hub.remove(open.getFirst());
        assertThat(connect(hub, bob).end()).isEmpty();
        assertThatThrownBy(() -> connect(hub, bob)).isInstanceOf(TooManyConnections.class);
    }

    @Test
    @Tag("R7")
    @Tag("R12")
    void one_that_takes_nothing_ends_when_it_holds_two_mebibytes_long_before_it_holds_too_many_updates() {
        Hub hub = hub(new RealtimeLimits(10_000, 1L << 30, 0));
        Subscription slow = connect(hub, bob);
        int sent = 0;
        while (slow.end().isEmpty() && sent < 1_000) {
            send(LONG);
            step(hub);
            sent++;
        }
        assertThat(slow.end()).contains(Subscription.End.TOO_SLOW);
        assertThat(sent).isBetween(200, 260);
    }

    @Test
    @Tag("R12")
    void when_all_together_hold_too_much_those_above_their_share_end_and_the_others_go_on() throws Exception {
        Hub hub = hub(new RealtimeLimits(10_000, 512 * 1024, 0));
        Subscription slow = connect(hub, bob);
        Subscription swift = connect(hub, bob);
        int got = 0;
        for (int i = 0; i < 100; i++) {
            send(LONG);
            step(hub);
            got += messages(swift.next(Duration.ZERO));
        }
        assertThat(slow.end()).contains(Subscription.End.TOO_SLOW);
        assertThat(slow.backlog()).isZero();
        assertThat(swift.end()).isEmpty();
        assertThat(got).isEqualTo(100);
    }

    @Test
    @Tag("R12")
    void what_is_handed_out_at_once_is_bounded_in_bytes() throws Exception {
        Hub hub = hub(new RealtimeLimits(10_000, 1L << 30, 0));
        Subscription bobs = connect(hub, bob);
        for (int i = 0; i < 40; i++) {
            send(LONG);
        }
        step(hub);
        int first = messages(bobs.next(Duration.ZERO));
        assertThat(first).isBetween(1, 10);
        int all = first;
        for (int i = 0; i < 40 && all < 40; i++) {
            all += messages(bobs.next(Duration.ZERO));
        }
        assertThat(all).isEqualTo(40);
    }

    @Test
    @Tag("R11")
    void a_refusal_takes_its_place_in_the_queue() throws Exception {
        Hub hub = hub(new RealtimeLimits(20, 1_000_000, 0));
        Subscription bobs = connect(hub, bob);
        send("Hello");
        step(hub);
        for (int i = 0; i < 100; i++) {
            bobs.refuse(new RuleViolation("nonsense", "It makes no sense."));
        }
        assertThat(bobs.backlog()).as("bounded").isLessThanOrEqualTo(20);
        List<Update> updates = bobs.next(Duration.ZERO);
        assertThat(updates.getFirst().payload()).isInstanceOf(Update.Message.class);
        assertThat(updates.getLast()).isEqualTo(new Update(null, new Update.Refusal("nonsense", "It makes no sense.")));
        assertThat(bobs.end()).isEmpty();
    }

    @Test
    @Tag("R12")
    void what_was_held_is_free_again_whichever_way_it_ends() throws Exception {
        QueueBudget budget = new QueueBudget(1_000_000);
        Delivery delivery = new Delivery.Ephemeral(new Update.Refusal("a", "b"));
        Subscription taken = new Subscription(renderer(), principal(bob), 20, budget, 0, 0);
        Subscription closed = new Subscription(renderer(), principal(bob), 20, budget, 0, 0);
        Subscription ended = new Subscription(renderer(), principal(bob), 20, budget, 0, 0);
        for (Subscription one : List.of(taken, closed, ended)) {
            one.offer(delivery);
            one.offer(delivery);
        }
        assertThat(budget.held()).isEqualTo(6 * delivery.queuedBytes());
        assertThat(taken.next(Duration.ZERO)).hasSize(2);
        assertThat(budget.held()).as("while it is written").isEqualTo(6 * delivery.queuedBytes());
        taken.close();
        closed.close();
        ended.end(Subscription.End.SIGNED_OUT);
        assertThat(budget.held()).isZero();
    }

    @Test
    @Tag("R8")
    void the_signals_of_a_user_are_limited_whatever_their_connections() {
        SignalLimit limit = new SignalLimit(world::now);
        for (int i = 0; i < 20; i++) {
            assertThat(limit.take(bob)).isTrue();
        }
        assertThat(limit.take(bob)).isFalse();
        assertThat(limit.take(ann)).as("another user").isTrue();
        world.pass(Duration.ofSeconds(10));
        limit.forgetEnded();
        assertThat(limit.size()).isZero();
        assertThat(limit.take(bob)).isTrue();
    }

    private static int messages(List<Update> updates) {
        return (int) updates.stream()
                .filter(update -> update.payload() instanceof Update.Message)
                .count();
    }

    private void send(String text) {
        world.pass(Duration.ofSeconds(3)); // rule L1
        world.send(ann, chat, text);
    }

    private static void step(Hub hub) {
        while (hub.step()) {
            // there is more
        }
    }

    private static Subscription connect(Hub hub, UserId user) {
        step(hub);
        return hub.add(principal(user), null);
    }

    private static Principal principal(UserId user) {
        return new Principal(user, new SessionId(UUID.randomUUID()));
    }

    private Hub hub(RealtimeLimits limits) {
        return Hubs.over(world, limits);
    }

    private Renderer renderer() {
        return Hubs.renderer(world);
    }
}
