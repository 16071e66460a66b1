package dev.messenger.application.event;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Wakeups;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Wakes up what works on events: at once when this node committed some, as soon as another node tells of its own, and after
 * a pause in any case, so that a lost wake-up costs a moment and never an event. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {

    private static final int READ_AT_ONCE = 200;

    private final Outbox outbox;
    private final Duration pause;
    private final Follower.Failures failures;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final Follower teller;

    /**
     * A feed that wakes up followers from now on.
     *
     * @param pause how long a follower waits at most, positive
     * @param failures is told what went wrong in a step
     */
    public EventFeed(Outbox outbox, Wakeups wakeups, Duration pause, Follower.Failures failures) {
        this.outbox = outbox;
        this.pause = pause;
        this.failures = failures;
        this.teller = Follower.onDemand("tell-other-nodes", wakeups::tellOthers, pause, failures);
        outbox.onAppended(() -> {
            wake();
            teller.wake();
        });
        wakeups.onTold(this::wake);
    }

    /**
     * Runs {@code step} on a thread of its own until the follower or the feed is closed.
     *
     * @param name what failures are reported under
     */
    public Follower follow(String name, Follower.Step step) {
        return added(Follower.start(name, step, pause, failures));
    }

    /**
     * {@link #follow(String, Follower.Step)} for work that may come a little late when there is much of it, and then costs less.
     *
     * @param rest how long it rests after each step, unless there is more to do right now
     */
    public Follower follow(String name, Duration rest, Follower.Step step) {
        return added(Follower.start(name, step, rest, pause, failures));
    }

    private Follower added(Follower follower) {
        followers.add(follower);
        return follower;
    }

    /**
     * Has {@code listener} called with each event, one after the other in the order of their cursors, on a thread of its own
     * until the follower or the feed is closed (rule E3). An event after which the listener throws comes again: whoever keeps the
     * cursor of the last one done, and goes on from there after a restart, misses none and has to bear the last one twice.
     *
     * @param name what failures are reported under
     * @param after the cursor of the last event that is done with; 0 for the first, {@link Events#last} for now
     */
    public Follower subscribe(String name, long after, Consumer<Outbox.Recorded> listener) {
        AtomicLong done = new AtomicLong(after);
        return follow(name, () -> {
            List<Outbox.Recorded> events = outbox.read(done.get(), READ_AT_ONCE);
            for (Outbox.Recorded event : events) {
                listener.accept(event);
                done.set(event.cursor());
            }
            return events.size() == READ_AT_ONCE;
        });
    }

    private void wake() {
        followers.forEach(Follower::wake);
    }

    /** Ends all followers; returns when their last steps are over. */
    @Override
    public void close() {
        followers.forEach(Follower::close);
        teller.close();
    }
}
