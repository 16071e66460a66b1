package dev.messenger.application.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.World;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signal.Activity;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user does in a chat ends once for everyone who saw it start. */
@Tag("R5")
@Tag("R14")
class ActivitiesTest {

    private static final UUID PHONE = UUID.randomUUID();
    private static final UUID DESK = UUID.randomUUID();

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final UserId cid = world.person("cid");
    private final ChatView pair = world.privateChat(ann, bob);
    private final ChatView group = world.group(ann, bob, cid);
    private final Hub hub = Hubs.over(world);
    private final SignalRelay relay = new SignalRelay(
            hub,
            world.ports().store().audience(),
            world.ports().store().people().relationships(),
            world.ports().presence(),
            world::now);
    private final Subscription bobs = connect(bob);
    private final Subscription cids = connect(cid);

    @BeforeEach
    void relayBeforeDelivery() {
        hub.beforeDelivery(relay::observe);
    }

    @Test
    void a_message_ends_typing_before_it_comes_and_what_the_client_says_later_ends_nothing_more() {
        signal(pair, Activity.TYPING, true, PHONE);
        world.send(ann, pair, "Hello");
        settle();
        signal(pair, Activity.TYPING, false, PHONE);
        world.pass(SignalRelay.TIMEOUT);
        settle();

        assertThat(heard(bobs)).containsExactly("TYPING true", "TYPING false", "message");
    }

    @Test
    void what_was_signalled_before_the_message_is_relayed_before_it() {
        relay.accept(doing(pair, Activity.TYPING, true, PHONE));
        world.send(ann, pair, "Hello");
        hub.step();

        assertThat(heard(bobs)).containsExactly("TYPING true", "TYPING false", "message");
    }

    @Test
    void the_message_of_another_or_in_another_chat_ends_nothing() {
        signal(group, Activity.TYPING, true, PHONE);
        world.send(bob, group, "Hello");
        world.send(ann, pair, "Hi");
        settle();

        assertThat(heard(cids)).containsExactly("TYPING true", "message");
    }

    @ParameterizedTest
    @EnumSource
    void on_several_connections_it_ends_once_with_the_last_of_them(Activity activity) {
        signal(group, activity, true, PHONE);
        signal(group, activity, true, DESK);
        signal(group, activity, false, PHONE);
        assertThat(heard(cids)).as("on the desk it goes on").containsExactly(activity + " true", activity + " true");

        signal(group, activity, false, DESK);
        signal(group, activity, false, DESK);
        assertThat(heard(cids)).containsExactly(activity + " false");
    }

    @Test
    void of_several_connections_one_may_time_out_while_the_other_goes_on() {
        signal(group, Activity.TYPING, true, PHONE);
        world.pass(SignalRelay.TIMEOUT.dividedBy(2));
        signal(group, Activity.TYPING, true, DESK);
        world.pass(SignalRelay.TIMEOUT.dividedBy(2));
        relay.step();
        assertThat(heard(cids)).containsExactly("TYPING true", "TYPING true");

        world.pass(SignalRelay.TIMEOUT.dividedBy(2));
        relay.step();
        relay.step();
        assertThat(heard(cids)).containsExactly("TYPING false");
    }

    @Test
    void one_activity_does_not_end_with_another() {
        signal(group, Activity.TYPING, true, PHONE);
        signal(group, Activity.RECORDING_VOICE, true, PHONE);
        signal(group, Activity.TYPING, false, PHONE);

        assertThat(heard(cids)).containsExactly("TYPING true", "RECORDING_VOICE true", "TYPING false");
    }

    @Test
    @Tag("U8")
    void a_block_ends_it_at_once_on_the_side_of_the_blocker() {
        signal(pair, Activity.TYPING, true, PHONE);
        world.messenger().people().contacts().block(bob, ann);
        settle();
        assertThat(heard(bobs)).containsExactly("TYPING true", "TYPING false");

        signal(pair, Activity.TYPING, true, PHONE);
        signal(pair, Activity.TYPING, false, PHONE);
        world.pass(SignalRelay.TIMEOUT);
        relay.step();
        assertThat(heard(bobs)).as("while the block holds").isEmpty();
    }

    @Test
    @Tag("U8")
    void and_on_the_side_of_the_blocked() {
        signal(pair, Activity.RECORDING_VIDEO, true, PHONE);
        world.messenger().people().contacts().block(ann, bob);
        settle();

        assertThat(heard(bobs)).containsExactly("RECORDING_VIDEO true", "RECORDING_VIDEO false");
    }

    @Test
    @Tag("U8")
    void a_block_ends_nothing_in_a_common_group_or_for_others() {
        signal(group, Activity.TYPING, true, PHONE);
        world.messenger().people().contacts().block(bob, ann);
        settle();

        assertThat(heard(bobs)).containsExactly("TYPING true");
        assertThat(heard(cids)).containsExactly("TYPING true");
    }

    @Test
    @Tag("R4")
    void who_leaves_the_chat_does_nothing_there_any_more() {
        UserId dan = world.person("dan");
        ChatView dans = world.group(dan, ann, cid);
        settle();
        heard(cids);
        signal(dans, Activity.TYPING, true, PHONE);
        world.messenger().chats().membership().remove(dan, dans.chat().id(), ann);
        settle();
        signal(dans, Activity.TYPING, false, PHONE);

        assertThat(heard(cids)).containsExactly("TYPING true", "TYPING false");
    }

    @Test
    @Tag("R4")
    void who_is_removed_hears_nothing_after_it() {
        signal(group, Activity.TYPING, true, PHONE);
        heard(bobs);
        world.messenger().chats().membership().remove(ann, group.chat().id(), bob);
        settle();
        signal(group, Activity.TYPING, false, PHONE);

        assertThat(heard(bobs)).isEmpty();
        assertThat(heard(cids)).containsExactly("TYPING true", "TYPING false");
    }

    @Test
    void it_ends_with_the_chat() {
        signal(pair, Activity.TYPING, true, PHONE);
        world.messenger().chats().deletion().delete(bob, pair.chat().id(), true);
        settle();
        world.pass(SignalRelay.TIMEOUT);
        relay.step();

        assertThat(heard(bobs)).containsExactly("TYPING true", "TYPING false");
    }

    private void signal(ChatView chat, Activity activity, boolean active, UUID connection) {
        relay.accept(doing(chat, activity, active, connection));
        relay.step();
    }

    private Signal doing(ChatView chat, Activity activity, boolean active, UUID connection) {
        return new Signal.Doing(chat.chat().id(), ann, activity, active, connection);
    }

    private void settle() {
        deliver();
        relay.step();
    }

    private Subscription connect(UserId user) {
        deliver();
        return hub.add(new Principal(user, new SessionId(UUID.randomUUID())), null);
    }

    private void deliver() {
        while (hub.step()) {
            // there is more
        }
    }

    /** The activities and messages that a connection got since the last call. */
    private static List<String> heard(Subscription subscription) {
        try {
            return subscription.next(Duration.ZERO).stream()
                    .map(Update::payload)
                    .filter(payload -> payload instanceof Update.Activity || payload instanceof Update.Message)
                    .map(payload -> payload instanceof Update.Activity doing
                            ? doing.activity() + " " + doing.active()
                            : "message")
                    .toList();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
