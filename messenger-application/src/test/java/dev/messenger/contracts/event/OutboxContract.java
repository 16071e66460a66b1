package dev.messenger.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events are stored in a reliable order (rule R3). */
@Tag("R3")
@PortContract(Outbox.class)
public interface OutboxContract extends StoreContract {

    /** The time for an overtaking transaction; a store with one transaction at a time always waits for all of it. */
    Duration CHANCE_TO_OVERTAKE = Duration.ofMillis(300);

    @Test
    default void isEmptyBehindTheLastEvent() {
        assertThat(store().outbox().read(Long.MAX_VALUE - 1, 10)).isEmpty();
    }

    @Test
    default void keepsEveryKindOfEventAsItWas() {
        UserId user = user();
        UserId other = user();
        ChatId chat = group(user);
        MessageId message = new MessageId(7);
        List<Event> events = List.of(
                new Event.ChatCreated(chat, user),
                new Event.ChatUpdated(chat, user),
                new Event.OwnChatUpdated(chat, user),
                new Event.OwnChatDeleted(chat, user),
                new Event.MemberAdded(chat, other, user),
                new Event.MemberRoleChanged(chat, other, user, Role.ADMIN),
                new Event.MessageUpdated(chat, message, user),
                new Event.MessageDeleted(chat, message, user),
                new Event.MessageHidden(chat, message, user),
                new Event.ReactionChanged(chat, message, user, "\uD83D\uDC4D", true),
                new Event.ReactionChanged(chat, message, user, "\uD83D\uDC4D", false),
                new Event.MessageDelivered(chat, message, user),
                new Event.MessageRead(chat, message, user));
        inTransaction(() -> {
            events.forEach(store().outbox()::append);
            return true;
        });

        assertThat(eventsOf(chat, events.size()))
                .as("equal, and in the order of appending")
                .containsExactlyElementsOf(events);
    }

    @Test
    default void postingAppendsItsEvent() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Hello");

        assertThat(eventsOf(chat, 1))
                .as("post appends the event itself")
                .containsExactly(new Event.MessageCreated(chat, message, user));
    }

    @Test
    @Tag("M13")
    default void messagesThatAreSentTogetherKeepTheirPlacesAmongAllElse() {
        UserId user = user();
        ChatId chat = group(user);
        ChatId another = group(user);
        append(new Event.ChatUpdated(chat, user));
        List<MessageId> first = sendTogether(List.of(
                text(another, user, "There", null, null),
                text(chat, user, "One", null, null),
                text(another, user, "There again", null, null),
                text(chat, user, "Two", null, null)));
        append(new Event.MessageRead(chat, first.getLast(), user));
        List<MessageId> second = inTransaction(() -> {
            store().outbox().append(new Event.MessageUpdated(chat, first.getLast(), user));
            List<MessageId> sent =
                    sendTogether(List.of(text(chat, user, "Three", null, null), text(chat, user, "Four", null, null)));
            store().outbox().append(new Event.MessageDeleted(chat, sent.getFirst(), user));
            return sent;
        });

        List<Outbox.Recorded> recorded = recordedOf(chat, 8);
        assertThat(recorded)
                .extracting(Outbox.Recorded::event)
                .containsExactly(
                        new Event.ChatUpdated(chat, user),
                        new Event.MessageCreated(chat, first.get(1), user),
                        new Event.MessageCreated(chat, first.get(3), user),
                        new Event.MessageRead(chat, first.get(3), user),
                        new Event.MessageUpdated(chat, first.get(3), user),
                        new Event.MessageCreated(chat, second.get(0), user),
                        new Event.MessageCreated(chat, second.get(1), user),
                        new Event.MessageDeleted(chat, second.get(0), user));
        assertThat(recorded)
                .filteredOn(one -> one.event() instanceof Event.MessageCreated)
                .as("the event of a message has its id")
                .allMatch(one -> one.id()
                        == ((Event.MessageCreated) one.event()).message().value());
        assertThat(recorded).extracting(Outbox.Recorded::id).isSorted().doesNotHaveDuplicates();
        assertThat(eventsOf(another, 2))
                .containsExactly(
                        new Event.MessageCreated(another, first.get(0), user),
                        new Event.MessageCreated(another, first.get(2), user));
    }

    /** More than a store may number in one batch. */
    @Test
    default void aBacklogComesInOrderAndIsCountedToItsEnd() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        List<Event> expected = new ArrayList<>();
        store().transactions().run(() -> {
            for (int i = 0; i < 18; i++) {
                sendTogether(Collections.nCopies(61, text(chat, user, "Again", null, null)))
                        .forEach(sent -> expected.add(new Event.MessageCreated(chat, sent, user)));
                Event read = new Event.MessageRead(chat, new MessageId(i + 1), user);
                store().outbox().append(read);
                expected.add(read);
            }
        });

        assertThat(store().outbox().last()).isGreaterThanOrEqualTo(start + expected.size());
        assertThat(eventsOf(chat, expected.size())).containsExactlyElementsOf(expected);
    }

    @Test
    default void aRemovalIsKeptForTheChatAndForTheRemoved() {
        UserId owner = user();
        UserId removed = user();
        ChatId chat = group(owner, removed);
        append(new Event.MemberRemoved(chat, removed, owner));

        assertThat(recordedOf(chat, 2))
                .extracting(Outbox.Recorded::event, Outbox.Recorded::onlyFor)
                .containsExactly(
                        tuple(new Event.MemberRemoved(chat, removed, owner), null),
                        tuple(new Event.MemberRemoved(chat, removed, owner), removed));
    }

    @Test
    default void theEndOfAChatIsKeptOnceAndMissedByWhoWasInIt() {
        UserId owner = user();
        UserId member = user();
        UserId stranger = user();
        ChatId chat = group(owner, member);
        long start = store().outbox().last();
        Event end = new Event.ChatDeleted(chat, owner);
        store().transactions().run(() -> {
            store().outbox().append(end);
            store().chat().chats().remove(chat, NOW);
        });
        assertThat(recordedOf(chat, 1)).extracting(Outbox.Recorded::event).endsWith(end);
        long last = store().outbox().last();
        for (UserId one : List.of(owner, member)) {
            assertThat(store().outbox().missed(one, start, last, 10).events())
                    .extracting(Outbox.Recorded::event)
                    .containsExactly(end);
        }
        assertThat(store().outbox().missed(stranger, start, last, 10).events()).isEmpty();
        assertThat(store().audience().lastMembers(Set.of(chat), Set.of(member, stranger)))
                .as("and can be found")
                .isEqualTo(Map.of(chat, Set.of(member)));
    }

    @Test
    @Tag("R4")
    @Tag("R9")
    default void whatChangesAboutAPersonIsMissedByThemAndWhomTheyTalkWithAlone() {
        UserId person = user();
        UserId counterpart = user();
        UserId fellow = user();
        UserId another = user();
        privateChat(person, counterpart);
        group(person, fellow);
        long start = store().outbox().last();
        Event forAll = new Event.PersonChanged(person);
        Event forOne = new Event.PersonChanged(person, fellow);
        append(forAll);
        append(forOne);
        append(new Event.PersonChanged(another));
        long last = store().outbox().last();
        Map<UserId, List<Event>> expected = Map.of(
                person,
                List.of(forAll),
                counterpart,
                List.of(forAll),
                fellow,
                List.of(forOne),
                another,
                List.of(new Event.PersonChanged(another)));
        expected.forEach((user, events) -> assertThat(
                        store().outbox().missed(user, start, last, 10).events())
                .extracting(Outbox.Recorded::event)
                .isEqualTo(events));
    }

    @Test
    default void theLastCursorIsThatOfTheNewestEvent() {
        UserId user = user();
        ChatId chat = group(user);
        append(new Event.ChatCreated(chat, user));

        long last = store().outbox().last();

        assertThat(recordedOf(chat, 1).getFirst().cursor()).isLessThanOrEqualTo(last);
    }

    @Test
    default void whoMissedNothingIsToldNothing() {
        long last = store().outbox().last();

        assertThat(store().outbox().missed(user(), last, last, 10)).isEqualTo(new Outbox.Missed(true, List.of()));
    }

    @Test
    @Tag("R4")
    default void oneMissesWhatHappenedInChatsOfOnesOwnAndWhatIsForOneself() {
        UserId me = user();
        UserId other = user();
        ChatId mine = group(me, other);
        ChatId second = group(me);
        ChatId theirs = group(other);
        long start = store().outbox().last();
        List<Event> forMe = List.of(
                new Event.ChatUpdated(mine, other),
                new Event.OwnChatUpdated(second, me),
                new Event.MessageCreated(second, new MessageId(3), me),
                new Event.MessageRead(mine, new MessageId(4), other));
        append(forMe.get(0));
        append(new Event.ChatUpdated(theirs, other));
        append(new Event.OwnChatUpdated(mine, other));
        append(forMe.get(1));
        append(forMe.get(2));
        append(forMe.get(3));
        long end = store().outbox().last();

        Outbox.Missed all = store().outbox().missed(me, start, end, 10);
        assertThat(all.complete()).isTrue();
        assertThat(all.events()).extracting(Outbox.Recorded::event).containsExactlyElementsOf(forMe);
        assertThat(store().outbox().missed(me, start, end, 3).events())
                .as("a page")
                .isEqualTo(all.events().subList(0, 3));
        assertThat(store().outbox()
                        .missed(me, all.events().get(2).cursor(), end, 10)
                        .events())
                .as("the page behind it")
                .isEqualTo(all.events().subList(3, 4));
        assertThat(store().outbox()
                        .missed(me, start, all.events().get(1).cursor(), 10)
                        .events())
                .as("the upper bound is inclusive")
                .isEqualTo(all.events().subList(0, 2));
    }

    @Test
    @Tag("R4")
    default void whoWasRemovedMissesTheRemovalAndNothingOfTheChat() {
        UserId owner = user();
        UserId stranger = user();
        ChatId chat = group(owner);
        long start = store().outbox().last();
        append(new Event.MessageCreated(chat, new MessageId(3), owner));
        append(new Event.MemberRemoved(chat, stranger, owner));

        assertThat(store().outbox()
                        .missed(stranger, start, store().outbox().last(), 10)
                        .events())
                .extracting(Outbox.Recorded::event)
                .containsExactly(new Event.MemberRemoved(chat, stranger, owner));
    }

    @Test
    default void tellsWhenSomethingWasAppendedAndCommitted() {
        AtomicInteger notified = new AtomicInteger();
        UserId user = user();
        ChatId chat = group(user);
        store().outbox().onAppended(notified::incrementAndGet);
        store().transactions().run(() -> {
            store().outbox().append(new Event.ChatCreated(chat, user));
            store().outbox().append(new Event.ChatUpdated(chat, user));
            assertThat(notified).as("not before the commit").hasValue(0);
        });
        assertThat(notified).hasPositiveValue();

        int before = notified.get();
        rolledBack(() -> store().outbox().append(new Event.ChatCreated(chat, user)));
        store().transactions().run(() -> store().account().accounts().find(user));
        assertThat(notified).as("nothing was appended").hasValue(before);

        send(chat, user, "Hello");
        assertThat(notified).as("posting appends").hasValue(before + 1);
    }

    @Test
    default void trimsWhatIsOldAndSaysSoToWhoMissedIt() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        append(new Event.ChatCreated(chat, user));
        append(new Event.ChatUpdated(chat, user));
        append(new Event.ChatUpdated(chat, user));
        long last = store().outbox().last();

        boolean more = store().outbox().trim(Instant.EPOCH.plusSeconds(1), 2);
        assertThat(more).as("nothing is that old").isFalse();
        assertThat(store().outbox().missed(user, start, last, 10).complete()).isTrue();

        while (store().outbox().trim(Instant.parse("2999-01-01T00:00:00Z"), 2)) {
            // two at a time
        }
        assertThat(store().outbox().missed(user, start, last, 10).complete())
                .as("a reader from before the trimmed events must know")
                .isFalse();
        assertThat(store().outbox().last()).as("cursors go on").isEqualTo(last);
        append(new Event.ChatUpdated(chat, user));
        assertThat(store().outbox().missed(user, last, store().outbox().last(), 10))
                .as("a reader of all trimmed events misses nothing")
                .satisfies(missed -> assertThat(missed.complete()).isTrue())
                .satisfies(missed -> assertThat(missed.events()).hasSize(1));
    }

    @Test
    default void forgetsWhatWasRolledBack() {
        UserId user = user();
        ChatId chat = group(user);
        rolledBack(() -> store().outbox().append(new Event.ChatCreated(chat, user)));
        Event kept = new Event.MessageRead(chat, new MessageId(1), user);
        append(kept);

        assertThat(eventsOf(chat, 1))
                .as("an event is there exactly when its change is")
                .containsExactly(kept);
    }

    @Test
    default void readsPagesWithoutHoles() {
        UserId user = user();
        ChatId chat = group(user);
        for (int i = 1; i <= 5; i++) {
            append(new Event.MessageRead(chat, new MessageId(i), user));
        }
        List<Outbox.Recorded> all = recordedOf(chat, 5);
        long first = all.getFirst().cursor();

        assertThat(store().outbox().read(first - 1, 2))
                .as("at most the limit, beginning right behind the cursor")
                .hasSize(2)
                .first()
                .isEqualTo(all.getFirst());
        List<Long> cursors = store().outbox().read(first - 1, 100).stream()
                .map(Outbox.Recorded::cursor)
                .toList();
        for (int i = 0; i < cursors.size(); i++) {
            assertThat(cursors.get(i)).as("cursors are dense").isEqualTo(first + i);
        }
    }

    @Test
    default void readsTheSameTwice() {
        UserId user = user();
        ChatId chat = group(user);
        append(new Event.ChatCreated(chat, user));
        long cursor = recordedOf(chat, 1).getFirst().cursor();

        assertThat(store().outbox().read(cursor - 1, 1))
                .as("a cursor stands for one event for good")
                .isEqualTo(store().outbox().read(cursor - 1, 1));
    }

    @Test
    default void whoAppendedFirstAndCommitsLastDoesNotComeBelowWhatWasRead() throws Exception {
        UserId user = user();
        ChatId slow = group(user);
        ChatId swift = group(user);
        long start = end();
        CountDownLatch slowAppended = new CountDownLatch(1);
        CountDownLatch swiftCommitted = new CountDownLatch(1);
        List<List<Outbox.Recorded>> results = Together.succeed(3, number -> switch (number) {
            case 0 ->
                inTransaction(() -> {
                    store().outbox().append(new Event.ChatCreated(slow, user));
                    slowAppended.countDown();
                    await(swiftCommitted, CHANCE_TO_OVERTAKE);
                    return List.<Outbox.Recorded>of();
                });
            case 1 -> {
                await(slowAppended, Duration.ofSeconds(30));
                append(new Event.ChatCreated(swift, user));
                swiftCommitted.countDown();
                yield List.of();
            }
            default -> follow(start, 2, recorded -> isOf(recorded, slow) || isOf(recorded, swift));
        });

        assertThat(results.get(2))
                .as("a reader that goes on from the last cursor got misses nothing")
                .extracting(recorded -> ((Event.OfChat) recorded.event()).chat())
                .containsExactlyInAnyOrder(slow, swift);
    }

    @Test
    default void aReaderAmongManyWritersMissesNothingAndSeesNothingTwice() {
        UserId user = user();
        int writers = 4;
        int each = 25;
        List<ChatId> chats = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            chats.add(group(user));
        }
        long start = end();
        List<List<Outbox.Recorded>> results = Together.succeed(writers + 1, number -> {
            if (number == writers) {
                return follow(start, writers * each, recorded -> chats.stream().anyMatch(chat -> isOf(recorded, chat)));
            }
            for (int i = 1; i <= each; i++) {
                append(new Event.MessageRead(chats.get(number), new MessageId(i), user));
            }
            return List.of();
        });

        List<Outbox.Recorded> read = results.get(writers);
        Set<Event> distinct = new HashSet<>();
        read.forEach(recorded -> distinct.add(recorded.event()));
        assertThat(read).as("each event once").hasSize(writers * each);
        assertThat(distinct).as("no event twice").hasSize(writers * each);
        for (ChatId chat : chats) {
            assertThat(read.stream()
                            .filter(recorded -> isOf(recorded, chat))
                            .map(recorded -> ((Event.MessageRead) recorded.event())
                                    .message()
                                    .value())
                            .toList())
                    .as("the events of one writer keep their order")
                    .isSorted();
        }
    }

    private void append(Event event) {
        store().transactions().run(() -> store().outbox().append(event));
    }

    private List<Event> eventsOf(ChatId chat, int expected) {
        return recordedOf(chat, expected).stream().map(Outbox.Recorded::event).toList();
    }

    private List<Outbox.Recorded> recordedOf(ChatId chat, int expected) {
        return follow(0, expected, recorded -> isOf(recorded, chat));
    }

    private static boolean isOf(Outbox.Recorded recorded, ChatId chat) {
        return recorded.event() instanceof Event.OfChat event && event.chat().equals(chat);
    }

    /** A cursor before everything that is appended from now on. */
    private long end() {
        UserId user = user();
        ChatId mark = group(user);
        append(new Event.ChatCreated(mark, user));
        return recordedOf(mark, 1).getFirst().cursor();
    }

    /** Reads until {@code expected} of the wanted events arrived. Cursors have to grow without gaps. */
    private List<Outbox.Recorded> follow(long after, int expected, Predicate<Outbox.Recorded> wanted) {
        List<Outbox.Recorded> found = new ArrayList<>();
        long[] cursor = {after};
        Awaitility.await("the events")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    List<Outbox.Recorded> page;
                    do {
                        page = store().outbox().read(cursor[0], 200);
                        for (Outbox.Recorded recorded : page) {
                            assertThat(recorded.cursor())
                                    .as("cursors grow, also between reads")
                                    .isGreaterThan(cursor[0]);
                            cursor[0] = recorded.cursor();
                            if (wanted.test(recorded)) {
                                found.add(recorded);
                            }
                        }
                    } while (!page.isEmpty());
                    return found.size() >= expected;
                });
        return found;
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            boolean inTime = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(inTime || atMost.equals(CHANCE_TO_OVERTAKE)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
