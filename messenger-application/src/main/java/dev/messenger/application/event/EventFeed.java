package dev.messenger.application.event;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Wakeups;
import dev.messenger.application.shared.Workload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Wakes up the followers of events: at once after a commit on this node, on a wake-up from another node, and at the latest after a
 * pause, so that a lost wake-up delays events and never loses them. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {

    private static final int BATCH = 200;

    private final Outbox outbox;
    private final Duration pause;
    private final Follower.Failures failures;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final Follower waker;

    /**
     * Starts a feed.
     *
     * @param pause the longest time between two steps of a follower, positive
     * @param failures receives the failures of steps
     */
    public EventFeed(Outbox outbox, Wakeups wakeups, Duration pause, Follower.Failures failures) {
        this.outbox = outbox;
        this.pause = pause;
        this.failures = failures;
        this.waker = Follower.onDemand("wake-other-nodes", wakeups::wakeOthers, pause, failures);
        outbox.onAppended(() -> {
            wake();
            waker.wake();
        });
        wakeups.onWakeup(this::wake);
    }

    /**
     * Runs {@code step} on its own thread until the follower or the feed is closed.
     *
     * @param name the name in reports of failures
     */
    public Follower follow(String name, Follower.Step step) {
        return follow(name, Follower.REST, step);
    }

    /**
     * {@link #follow(String, Follower.Step)} for work that may run a little late under load, and then costs less.
     *
     * @param rest the shortest time between two steps, unless there is more to do at once
     */
    public Follower follow(String name, Duration rest, Follower.Step step) {
        Follower follower = Follower.start(name, () -> Workload.LIVE.call(step::run), rest, pause, failures);
        followers.add(follower);
        return follower;
    }

    /**
     * Calls {@code listener} with each event in the order of cursors, on its own thread, until the follower or the feed is closed
     * (rule E3). An event at which the listener throws is repeated. A listener that stores the cursor of the last event and
     * continues from it after a restart misses none, and may receive that event twice.
     *
     * @param name the name in reports of failures
     * @param after the cursor of the last processed event; 0 for the first, {@link Events#last} for now
     */
    public Follower subscribe(String name, long after, Consumer<Outbox.Recorded> listener) {
        AtomicLong done = new AtomicLong(after);
        return follow(name, () -> {
            List<Outbox.Recorded> events = outbox.read(done.get(), BATCH);
            for (Outbox.Recorded event : events) {
                listener.accept(event);
                done.set(event.cursor());
            }
            return events.size() == BATCH;
        });
    }

    private void wake() {
        followers.forEach(Follower::wake);
    }

    /** Ends all followers; returns when their running steps are over. */
    @Override
    public void close() {
        followers.forEach(Follower::close);
        waker.close();
    }
}
