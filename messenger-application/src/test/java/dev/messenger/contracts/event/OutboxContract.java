package dev.messenger.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happened is kept, in an order that a reader can rely on (rule R3). */
@Tag("R3")
public interface OutboxContract extends StoreContract {

    /** How long an overtaking transaction is given; a store that runs one at a time uses it up. */
    Duration CHANCE_TO_OVERTAKE = Duration.ofMillis(300);

    @Test
    default void isEmptyBehindTheLastEvent() {
        assertThat(store().outbox().read(Long.MAX_VALUE - 1, 10)).isEmpty();
    }

    @Test
    default void keepsEveryKindOfEventAsItWas() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = new MessageId(7);
        List<Event> events = List.of(
                new Event.ChatCreated(chat, user),
                new Event.MessageUpdated(chat, message, user),
                new Event.MessageDelivered(chat, message, user),
                new Event.MessageRead(chat, message, user));
        inTransaction(() -> {
            events.forEach(store().outbox()::append);
            return true;
        });

        assertThat(eventsOf(chat, 4)).as("equal, and in the order of appending").containsExactlyElementsOf(events);
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
                .extracting(recorded -> recorded.event().chat())
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
                return follow(
                        start,
                        writers * each,
                        recorded -> chats.contains(recorded.event().chat()));
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
                    .as("what one writer did comes in the order in which it was done")
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
        return recorded.event().chat().equals(chat);
    }

    /** The cursor behind which everything that is appended from now on appears. */
    private long end() {
        UserId user = user();
        ChatId mark = group(user);
        append(new Event.ChatCreated(mark, user));
        return recordedOf(mark, 1).getFirst().cursor();
    }

    /** Reads on and on until {@code expected} of the wanted events came; cursors have to grow without a hole. */
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
