package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.messenger.application.Ports;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.port.Upload;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.MessageId;
import dev.messenger.testing.Sql;
import dev.messenger.testing.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Concurrent work on several nodes. */
class ConcurrencyIT implements StoreContract {

    private static final int THREADS = 8;

    @Override
    public Ports.Store store() {
        return RealDatabase.store().ports();
    }

    /** A deadlock or a wrong result fails the step of a thread. */
    @Test
    void nothingThatIsDoneAtOnceWaitsInACircle() {
        List<UserId> users = List.of(user(), user(), user(), user());
        List<ChatId> chats = List.of(
                group(users.get(0), users.get(1), users.get(2), users.get(3)),
                group(users.get(3), users.get(2), users.get(1), users.get(0)));
        List<MessageId> messages = new ArrayList<>();
        for (ChatId chat : chats) {
            messages.add(send(chat, users.get(0), "Begin"));
        }
        Together.succeed(THREADS, number -> {
            SplittableRandom random = new SplittableRandom(number);
            for (int i = 0; i < 60; i++) {
                UserId user = users.get(random.nextInt(4));
                int chat = random.nextInt(2);
                switch (random.nextInt(5)) {
                    case 0 -> send(chats.get(chat), user, "From " + number);
                    case 1 -> read(chats.get(chat), user, messages.get(chat));
                    case 2 ->
                        inTransaction(() -> store().chat()
                                .chats()
                                .findOrCreatePrivate(
                                        user,
                                        users.get((users.indexOf(user) + 1) % 4),
                                        new PublicId(Unique.publicId()),
                                        NOW));
                    case 3 -> attachTo(messages.get(chat), user);
                    default -> store().outbox().read(Long.MAX_VALUE - 1, 1);
                }
            }
            return true;
        });
    }

    /** Each claims the email of one abandoned account and the username of another, in every order. */
    @Test
    @Tag("A2")
    void whoeverWantsTheNamesOfTheAbandonedDoesNotWaitInACircle() {
        for (int round = 0; round < 10; round++) {
            List<NewAccount> abandoned = List.of(newAccount(), newAccount(), newAccount(), newAccount());
            abandoned.forEach(
                    account -> inTransaction(() -> store().account().accounts().add(account)));
            List<UserId> added = Together.succeed(
                    4,
                    number -> inTransaction(() -> {
                        NewAccount wanted = newAccount(
                                abandoned.get((number + 1) % 4).username().value(),
                                abandoned.get((3 * number + 2) % 4).email().value(),
                                NOW.plus(Duration.ofDays(2)));
                        store().account()
                                .accounts()
                                .releaseNames(wanted, NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
                        return store().account().accounts().add(wanted);
                    }));
            assertThat(added).doesNotHaveDuplicates();
        }
    }

    @Test
    @Tag("R3")
    void nodesGiveEachEventOneCursorWithoutHoles() {
        String url = TestDatabases.fresh();
        int writers = 4;
        int each = 40;
        try (JdbcStore one = JdbcStore.open(url);
                JdbcStore other = JdbcStore.open(url)) {
            List<List<Outbox.Recorded>> results = Together.succeed(writers + 2, number -> {
                Ports.Store node = number % 2 == 0 ? one.ports() : other.ports();
                if (number >= writers) {
                    return follow(node, writers * each);
                }
                for (int i = 1; i <= each; i++) {
                    Event event = new Event.MessageRead(new ChatId(number + 1), new MessageId(i), new UserId(1));
                    node.transactions().run(() -> node.outbox().append(event));
                }
                return List.of();
            });

            List<Outbox.Recorded> seenByOne = results.get(writers);
            assertThat(seenByOne).extracting(Outbox.Recorded::event).doesNotHaveDuplicates();
            for (int i = 0; i < seenByOne.size(); i++) {
                assertThat(seenByOne.get(i).cursor())
                        .as("dense")
                        .isEqualTo(seenByOne.getFirst().cursor() + i);
            }
            assertThat(results.get(writers + 1))
                    .as("the other node sees the same")
                    .isEqualTo(seenByOne);
        }
    }

    /** A transaction that waits for the lock still sees the events as pending, unless the other transaction rolls back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("R3")
    void whoeverWaitsForAnotherToNumberNumbersTheRest(boolean commits) {
        String url = TestDatabases.fresh();
        try (JdbcStore one = JdbcStore.open(url);
                JdbcStore other = JdbcStore.open(url)) {
            long start = one.ports().outbox().last();
            appendRead(other.ports(), 1);
            appendRead(other.ports(), 2);
            CountDownLatch numbered = new CountDownLatch(1);
            List<Together.Outcome<List<Outbox.Recorded>>> outcomes = Together.run(2, number -> {
                if (number == 1) {
                    await(numbered);
                    return other.ports().outbox().read(0, 10);
                }
                return one.ports().transactions().inTransaction(() -> {
                    List<Outbox.Recorded> read = one.ports().outbox().read(0, 10);
                    appendRead(other.ports(), 3);
                    numbered.countDown();
                    awaitSomebodyWaiting(url);
                    appendRead(other.ports(), 4);
                    if (!commits) {
                        throw new ChangeOfMind();
                    }
                    return read;
                });
            });

            assertThat(outcomes.get(0).succeeded()).isEqualTo(commits);
            assertThat(outcomes.get(1).value())
                    .as("the events from before the wait, with cursors without a gap")
                    .extracting(Outbox.Recorded::cursor, Outbox.Recorded::event)
                    .containsExactly(tuple(start + 1, read(1)), tuple(start + 2, read(2)), tuple(start + 3, read(3)));
            assertThat(one.ports().outbox().read(0, 10))
                    .extracting(Outbox.Recorded::cursor, Outbox.Recorded::event)
                    .containsExactly(
                            tuple(start + 1, read(1)),
                            tuple(start + 2, read(2)),
                            tuple(start + 3, read(3)),
                            tuple(start + 4, read(4)));
        }
    }

    private static Event read(int message) {
        return new Event.MessageRead(new ChatId(1), new MessageId(message), new UserId(1));
    }

    private static void appendRead(Ports.Store node, int message) {
        node.transactions().run(() -> node.outbox().append(read(message)));
    }

    private static void awaitSomebodyWaiting(String url) {
        Awaitility.await("a transaction that waits for a lock")
                .atMost(Duration.ofSeconds(30))
                .until(() -> new Sql(url).number("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """) > 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Outbox.Recorded> follow(Ports.Store node, int expected) {
        List<Outbox.Recorded> seen = new ArrayList<>();
        long giveUp = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (seen.size() < expected && System.nanoTime() < giveUp) {
            seen.addAll(node.outbox().read(seen.isEmpty() ? 0 : seen.getLast().cursor(), 7));
        }
        return seen;
    }

    private void read(ChatId chat, UserId user, MessageId message) {
        store().transactions().run(() -> {
            assertThat(store().message().messages().find(message, user)).isPresent();
            var positions =
                    store().message().messages().lockPositions(chat, user).orElseThrow();
            store().message().messages().savePositions(chat, user, positions.readUpTo(message));
            store().outbox().append(new Event.MessageRead(chat, message, user));
        });
    }

    private void attachTo(MessageId message, UserId owner) {
        Upload upload = new Upload(ObjectKey.upload(Unique.name("key"), MediaType.PNG), owner, MediaType.PNG, 1, NOW);
        store().transactions().run(() -> {
            store().media().attachments().addUpload(upload);
            store().media().attachments().attach(upload, message, null, 1_000, NOW);
            store().message().messages().touch(message, NOW);
        });
    }
}
