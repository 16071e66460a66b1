package dev.messenger.application.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.application.World;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.event.EventFeed;
import dev.messenger.application.event.port.Wakeups;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.people.ProfileChange;
import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.application.realtime.Realtime.Connection;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.application.shared.Settings;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacyPolicy;
import dev.messenger.domain.people.Relationship;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams in one process: order, bounds and presence. */
class RealtimeTest {

    private static final int CAPACITY = 20;
    private static final int MAX_CONNECTIONS = 50;
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofMillis(20);

    private final World world = new World();
    private final EventFeed feed =
            new EventFeed(world.ports().store().outbox(), Wakeups.none(), SOON, (name, failure) -> {
                throw failure;
            });
    private final Realtime realtime = Realtime.start(
            world.ports().realtime(Signals.local()),
            new RealtimeViews(
                    world.messenger().chats().browsing(),
                    new MessageViews(world.ports().storage(), Settings.defaults()),
                    world.messenger().people().profiles()),
            feed,
            world::now,
            world.ports().security().randomness(),
            new RealtimeLimits(CAPACITY, 10_000_000, MAX_CONNECTIONS));
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @AfterEach
    void stop() {
        realtime.close();
        feed.close();
    }

    private static Principal principal(UserId user) {
        return new Principal(user, new SessionId(UUID.randomUUID()));
    }

    private static List<Update> take(Connection connection) {
        try {
            return connection.subscription().next(MOMENT);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes updates until {@code enough} holds for all that came. */
    private static List<Update> takeUntil(Connection connection, Predicate<List<Update>> enough) {
        List<Update> taken = new ArrayList<>();
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            taken.addAll(take(connection));
            return enough.test(taken);
        });
        return taken;
    }

    private static List<MessageId> messages(List<Update> updates) {
        return updates.stream()
                .map(Update::payload)
                .filter(Update.Message.class::isInstance)
                .map(payload -> ((Update.Message) payload).message().message().id())
                .toList();
    }

    private MessageId send(ChatView chat, String text) {
        world.pass(Duration.ofSeconds(3)); // rule L1
        return world.send(ann, chat, text).message().id();
    }

    /** Waits until all events were offered to the connections. */
    private void settle() {
        long last = realtime.updates(ann, null, 1).cursor();
        await().until(() -> {
            Connection probe = realtime.open(principal(ann), null);
            realtime.close(probe);
            return probe.subscription().start() >= last;
        });
    }

    @Test
    @Tag("R7")
    void who_takes_nothing_is_let_go_when_the_bound_is_reached_and_can_come_back() {
        ChatView chat = world.privateChat(ann, bob);
        Connection slow = realtime.open(principal(bob), null);
        Connection swift = realtime.open(principal(bob), null);
        long start = slow.subscription().start();
        List<MessageId> sent = new ArrayList<>();
        List<Update> swiftly = new ArrayList<>();
        for (int i = 0; i < 3 * CAPACITY; i++) {
            sent.add(send(chat, "message " + i));
            swiftly.addAll(takeUntil(swift, updates -> !messages(updates).isEmpty()));
            assertThat(slow.subscription().backlog()).as("bounded").isLessThanOrEqualTo(CAPACITY);
        }

        assertThat(slow.subscription().end()).contains(Subscription.End.TOO_SLOW);
        assertThat(slow.subscription().backlog())
                .as("nothing is queued for an ended connection")
                .isZero();
        assertThat(take(slow)).isEmpty();
        assertThat(messages(swiftly)).as("the others lose nothing").containsExactlyElementsOf(sent);
        assertThat(swift.subscription().end()).isEmpty();

        Connection again = realtime.open(principal(bob), start);
        assertThat(messages(takeUntil(again, updates -> messages(updates).size() >= sent.size())))
                .containsExactlyElementsOf(sent);
    }

    @Test
    @Tag("R3")
    void what_is_too_much_while_a_client_catches_up_is_read_again_from_the_outbox() {
        ChatView chat = world.privateChat(ann, bob);
        Connection first = realtime.open(principal(bob), null);
        long start = first.subscription().start();
        realtime.close(first);
        List<MessageId> sent = new ArrayList<>();
        sent.add(send(chat, "missed"));
        settle();
        Connection behind = realtime.open(principal(bob), start);
        for (int i = 0; i < 5 * CAPACITY; i++) {
            sent.add(send(chat, "meanwhile " + i));
        }
        settle();

        List<Update> updates = takeUntil(behind, all -> messages(all).size() >= sent.size());
        sent.add(send(chat, "live"));
        updates.addAll(takeUntil(behind, all -> !messages(all).isEmpty()));

        assertThat(messages(updates)).as("each once, in order").containsExactlyElementsOf(sent);
        assertThat(behind.subscription().end()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @Tag("R3")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void through_any_disconnects_each_message_comes_once_and_in_order(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ChatView> chats = List.of(world.privateChat(ann, bob), world.group(ann, bob), world.channel(ann, bob));
        Connection connection = realtime.open(principal(bob), null);
        long cursor = connection.subscription().start();
        List<MessageId> sent = new ArrayList<>();
        List<MessageId> received = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> sent.add(send(chats.get(random.nextInt(chats.size())), "message " + step));
                case 2 -> {
                    for (Update update : take(connection)) {
                        received.addAll(messages(List.of(update)));
                        cursor = update.cursor() == null ? cursor : update.cursor();
                    }
                }
                default -> {
                    realtime.close(connection);
                    connection = realtime.open(principal(bob), cursor);
                }
            }
            if (connection.subscription().end().isPresent()) {
                connection = realtime.open(principal(bob), cursor);
            }
        }
        realtime.close(connection);
        settle();
        Connection rest = realtime.open(principal(bob), cursor);
        received.addAll(messages(
                takeUntil(rest, updates -> messages(updates).size() + received.size() >= sent.size())));

        assertThat(received).as("seed %d", seed).containsExactlyElementsOf(sent);
    }

    @Test
    @Tag("R4")
    void whose_session_ends_hears_nothing_more_at_once() {
        ChatView chat = world.privateChat(ann, bob);
        Principal phone = principal(bob);
        Connection onPhone = realtime.open(phone, null);
        Connection onDesk = realtime.open(principal(bob), null);
        send(chat, "one");
        await().until(() -> onPhone.subscription().backlog() > 0);

        realtime.signOut(phone::equals);

        assertThat(onPhone.subscription().end()).contains(Subscription.End.SIGNED_OUT);
        assertThat(take(onPhone)).isEmpty();
        assertThat(messages(takeUntil(onDesk, updates -> !messages(updates).isEmpty())))
                .hasSize(1);
    }

    @Test
    @Tag("P1")
    void counterparts_learn_who_comes_and_goes_as_far_as_they_may() {
        UserId eve = world.person("eve");
        UserId cid = world.person("cid");
        world.privateChat(ann, bob);
        world.privateChat(ann, cid);
        world.ports().store().people().blocks().add(ann, cid, world.now());
        Connection bobs = realtime.open(principal(bob), null);
        Connection eves = realtime.open(principal(eve), null);
        Connection cids = realtime.open(principal(cid), null);

        Connection anns = realtime.open(principal(ann), null);
        assertThat(takeUntil(bobs, updates -> !presence(updates).isEmpty()))
                .contains(new Update(null, new Update.Presence(ann, true, null)));
        realtime.close(anns);
        world.pass(Duration.ofSeconds(61));
        assertThat(presence(takeUntil(bobs, updates -> !presence(updates).isEmpty())))
                .singleElement()
                .satisfies(gone -> assertThat(gone.online()).isFalse())
                .satisfies(gone -> assertThat(gone.lastSeenAt()).isNotNull());
        assertThat(presence(take(eves))).as("a stranger").isEmpty();
        assertThat(presence(take(cids))).as("someone who is blocked").isEmpty();
    }

    static Stream<Arguments> everyModeAndViewer() {
        return Arrays.stream(Audience.values())
                .flatMap(mode -> Arrays.stream(Relationship.values())
                        .filter(viewer -> viewer != Relationship.SELF)
                        .map(viewer -> Arguments.of(mode, viewer)));
    }

    @ParameterizedTest
    @MethodSource("everyModeAndViewer")
    @Tag("P1")
    @Tag("U2")
    @Tag("U3")
    @Tag("U8")
    void that_someone_comes_and_goes_is_told_to_whom_the_policy_lets(Audience mode, Relationship relationship) {
        UserId viewer = world.person("viewer");
        world.privateChat(ann, viewer);
        world.privateChat(bob, viewer);
        PeoplePorts people = world.ports().store().people();
        world.messenger()
                .people()
                .profiles()
                .change(
                        bob,
                        new ProfileChange(
                                null, null, null, null, null, new ProfileChange.Privacy(null, mode, null, null)));
        switch (relationship) {
            case CONTACT -> people.contacts().add(bob, viewer, world.now());
            case BLOCKED -> people.blocks().add(bob, viewer, world.now());
            case BLOCKING -> people.blocks().add(viewer, bob, world.now());
            case SELF, STRANGER -> {}
        }
        Connection watching = realtime.open(principal(viewer), null);
        Connection bobs = realtime.open(principal(bob), null);
        List<Update> received = new ArrayList<>();
        boolean shown = PrivacyPolicy.membersOf(mode).contains(relationship);
        if (shown) {
            received.addAll(takeUntil(watching, updates -> !presence(updates).isEmpty()));
        }
        realtime.close(bobs);
        world.pass(Duration.ofSeconds(61));
        Connection anns = realtime.open(principal(ann), null);
        received.addAll(takeUntil(watching, updates -> hasPresence(updates, ann, true)));
        realtime.close(anns);
        world.pass(Duration.ofSeconds(61));
        received.addAll(takeUntil(
                watching,
                updates -> hasPresence(updates, ann, false)
                        && (!shown || hasPresence(received, bob, false) || hasPresence(updates, bob, false))));
        assertThat(presence(received))
                .filteredOn(update -> update.user().equals(bob))
                .extracting(Update.Presence::online)
                .isEqualTo(shown ? List.of(true, false) : List.of());
    }

    @Test
    @Tag("R5")
    void what_nobody_ends_is_ended_after_six_seconds() {
        ChatView chat = world.group(ann, bob);
        Connection anns = realtime.open(principal(ann), null);
        Connection bobs = realtime.open(principal(bob), null);
        realtime.signal(anns, chat.chat().id(), Signal.Activity.TYPING, true);
        assertThat(activities(takeUntil(bobs, updates -> !activities(updates).isEmpty())))
                .containsExactly(true);

        world.pass(SignalRelay.TIMEOUT.minusMillis(1));
        assertThat(activities(take(bobs))).as("not yet").isEmpty();
        world.pass(Duration.ofMillis(1));
        assertThat(activities(takeUntil(bobs, updates -> !activities(updates).isEmpty())))
                .containsExactly(false);
    }

    @Test
    @Tag("R3")
    @Tag("R8")
    void who_was_away_longer_than_events_are_kept_is_told_to_begin_anew() {
        ChatView chat = world.privateChat(ann, bob);
        Connection first = realtime.open(principal(bob), null);
        long start = first.subscription().start();
        send(chat, "one");
        MessageId two = send(chat, "two");
        List<Update> handedOut = takeUntil(first, all -> messages(all).contains(two));
        assertThat(messages(handedOut))
                .as("handed out before they are forgotten")
                .endsWith(two);
        world.pass(Duration.ofDays(8));
        assertThat(world.messenger().events().trim()).as("more of it").isFalse();

        Connection again = realtime.open(principal(bob), start);
        List<Update> updates = takeUntil(again, all -> !all.isEmpty());
        assertThat(updates).extracting(Update::payload).containsExactly(new Update.Resync());
        MessageId live = send(chat, "three");
        assertThat(messages(takeUntil(again, all -> messages(all).contains(live))))
                .as("live events")
                .endsWith(live);
    }

    private static boolean hasPresence(List<Update> updates, UserId user, boolean online) {
        return presence(updates).stream().anyMatch(update -> update.user().equals(user) && update.online() == online);
    }

    private static List<Update.Presence> presence(List<Update> updates) {
        return updates.stream()
                .map(Update::payload)
                .filter(Update.Presence.class::isInstance)
                .map(Update.Presence.class::cast)
                .toList();
    }

    private static List<Boolean> activities(List<Update> updates) {
        return updates.stream()
                .map(Update::payload)
                .filter(Update.Activity.class::isInstance)
                .map(payload -> ((Update.Activity) payload).active())
                .toList();
    }
}
