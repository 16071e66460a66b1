package dev.messenger.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Ports;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Wakeups;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Followers run when something happened, here or elsewhere, and do not stop when a step fails (rule R3). */
@Tag("R3")
class EventFeedTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);

    private final Ports.Store store = InMemoryMessenger.store();
    private final OtherNode otherNode = new OtherNode();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private EventFeed feed(Duration pause) {
        return new EventFeed(store.outbox(), otherNode, pause, (name, e) -> failures.add(name + ": " + e.getMessage()));
    }

    @Test
    void a_follower_begins_at_once_and_goes_on_while_there_is_more() {
        AtomicInteger steps = new AtomicInteger();
        try (EventFeed feed = feed(NEVER)) {
            feed.follow("counter", () -> steps.incrementAndGet() < 3);
            await().until(() -> steps.get() == 3);
        }
        assertThat(steps).hasValue(3);
    }

    @Test
    void a_commit_on_this_node_wakes_followers_and_tells_the_other_nodes() {
        AtomicInteger steps = new AtomicInteger();
        try (EventFeed feed = feed(NEVER)) {
            feed.follow("counter", () -> steps.incrementAndGet() < 0);
            await().until(() -> steps.get() == 1);

            append();
            await().until(() -> steps.get() == 2);
            await().until(() -> otherNode.wakeups.get() == 1);
        }
    }

    @Test
    void what_another_node_tells_wakes_followers_and_is_not_told_on() {
        AtomicInteger steps = new AtomicInteger();
        try (EventFeed feed = feed(NEVER)) {
            feed.follow("counter", () -> steps.incrementAndGet() < 0);
            await().until(() -> steps.get() == 1);

            otherNode.listeners.forEach(Runnable::run);
            await().until(() -> steps.get() == 2);
        }
        assertThat(otherNode.wakeups)
                .as("else two nodes would keep each other awake")
                .hasValue(0);
    }

    @Test
    void without_any_wake_up_a_follower_looks_after_the_pause() {
        AtomicInteger steps = new AtomicInteger();
        try (EventFeed feed = feed(SOON)) {
            feed.follow("counter", () -> steps.incrementAndGet() < 0);
            await().until(() -> steps.get() >= 4);
        }
    }

    @Test
    void a_step_that_fails_is_reported_and_tried_again() {
        AtomicInteger steps = new AtomicInteger();
        try (EventFeed feed = feed(SOON)) {
            feed.follow("shaky", () -> {
                if (steps.incrementAndGet() == 1) {
                    throw new Unavailable("database_unavailable", "gone");
                }
                return false;
            });
            await().until(() -> steps.get() >= 2);
        }
        assertThat(failures).containsExactly("shaky: gone");
    }

    @Test
    void a_wake_up_during_a_step_leads_to_another_one() throws InterruptedException {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch appended = new CountDownLatch(1);
        try (EventFeed feed = feed(NEVER)) {
            feed.follow("slow", () -> {
                if (steps.incrementAndGet() == 1) {
                    inStep.countDown();
                    uninterruptibly(appended);
                }
                return false;
            });
            inStep.await();
            append();
            appended.countDown();
            await().until(() -> steps.get() == 2);
        }
    }

    @Test
    void many_wake_ups_are_few_steps() {
        AtomicInteger steps = new AtomicInteger();
        try (EventFeed feed = feed(NEVER)) {
            feed.follow("counter", () -> steps.incrementAndGet() < 0);
            await().until(() -> steps.get() == 1);
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < SOON.toNanos()) {
                otherNode.listeners.forEach(Runnable::run);
            }
            long made = steps.get();
            long rhythms = (System.nanoTime() - begun) / Duration.ofMillis(10).toNanos();
            assertThat(made).isLessThanOrEqualTo(2 + rhythms);
            await().until(() -> steps.get() > 1);
        }
    }

    @Test
    void after_the_end_no_step_runs() {
        AtomicInteger steps = new AtomicInteger();
        EventFeed feed = feed(SOON);
        feed.follow("counter", () -> steps.incrementAndGet() < 0);
        await().until(() -> steps.get() >= 1);
        feed.close();
        int atTheEnd = steps.get();

        append();
        await().pollDelay(SOON.multipliedBy(3)).until(() -> steps.get() == atTheEnd);
    }

    @Test
    @Tag("E3")
    void a_subscriber_hears_each_event_in_order_from_its_cursor_on() {
        append(1);
        append(2);
        long done = store.outbox().last();
        List<Outbox.Recorded> heard = new CopyOnWriteArrayList<>();
        try (EventFeed feed = feed(NEVER)) {
            feed.subscribe("late", done, heard::add);
            IntStream.rangeClosed(3, 500).forEach(this::append);
            await().until(() -> heard.size() == 498);
        }
        assertThat(heard)
                .extracting(recorded -> ((Event.OfChat) recorded.event()).chat().value())
                .isEqualTo(LongStream.rangeClosed(3, 500).boxed().toList());
        assertThat(heard)
                .extracting(Outbox.Recorded::cursor)
                .isEqualTo(LongStream.rangeClosed(done + 1, done + 498).boxed().toList());
    }

    @Test
    @Tag("E3")
    void what_is_rolled_back_did_not_happen() {
        List<Outbox.Recorded> heard = new CopyOnWriteArrayList<>();
        try (EventFeed feed = feed(SOON)) {
            feed.subscribe("careful", 0, heard::add);
            assertThatThrownBy(() -> store.transactions().run(() -> {
                        append(1);
                        throw new IllegalArgumentException("changed my mind");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            append(2);
            await().until(() -> !heard.isEmpty());
        }
        assertThat(heard)
                .extracting(recorded -> ((Event.OfChat) recorded.event()).chat().value())
                .containsExactly(2L);
    }

    @Test
    @Tag("E3")
    void an_event_after_which_a_subscriber_fails_comes_again() {
        IntStream.rangeClosed(1, 3).forEach(this::append);
        List<Long> heard = new CopyOnWriteArrayList<>();
        try (EventFeed feed = feed(SOON)) {
            feed.subscribe("shaky", 0, recorded -> {
                heard.add(((Event.OfChat) recorded.event()).chat().value());
                if (heard.size() == 2) {
                    throw new Unavailable("database_unavailable", "gone");
                }
            });
            await().until(() -> heard.contains(3L));
        }
        assertThat(heard).containsExactly(1L, 2L, 2L, 3L);
        assertThat(failures).containsExactly("shaky: gone");
    }

    private void append(int chat) {
        store.transactions().run(() -> store.outbox().append(new Event.ChatUpdated(new ChatId(chat), new UserId(1))));
    }

    private void append() {
        append(1);
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Counts the wake-ups of this node, and can wake it up. */
    private static final class OtherNode implements Wakeups {

        private final AtomicInteger wakeups = new AtomicInteger();
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

        @Override
        public void wakeOthers() {
            wakeups.incrementAndGet();
        }

        @Override
        public void onWakeup(Runnable listener) {
            listeners.add(listener);
        }
    }
}
