package dev.messenger.application.realtime;

import dev.messenger.application.account.port.Principal;
import dev.messenger.application.event.EventFeed;
import dev.messenger.application.event.Follower;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.Unavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stream of updates of each user (rules R1 to R7). Thread-safe. */
public final class Realtime implements AutoCloseable {

    private final RealtimePorts ports;
    private final InstantSource clock;
    private final Replay replay;
    private final Hub hub;
    private final PresenceTracker tracker;
    private final List<Follower> followers;

    private Realtime(
            RealtimePorts ports,
            InstantSource clock,
            Replay replay,
            Hub hub,
            PresenceTracker tracker,
            List<Follower> followers) {
        this.ports = ports;
        this.clock = clock;
        this.replay = replay;
        this.hub = hub;
        this.tracker = tracker;
        this.followers = followers;
    }

    /**
     * Starts to follow the feed.
     *
     * @param capacity how many updates a connection queues at most before it is ended
     * @throws Unavailable when the database does not answer
     */
    public static Realtime start(
            RealtimePorts ports, RealtimeViews renderers, EventFeed feed, InstantSource clock, int capacity) {
        UpdateViews views = new UpdateViews(ports.audience(), ports.messages(), ports.reactions(), renderers);
        Dispatcher dispatcher = new Dispatcher(ports.audience(), views);
        Replay replay = new Replay(ports.outbox(), dispatcher, views);
        Hub hub = new Hub(ports.outbox(), dispatcher, new Renderer(views, replay), capacity);
        SignalRelay relay = new SignalRelay(hub, ports.audience(), ports.relationships(), ports.presence(), clock);
        PresenceTracker tracker = new PresenceTracker(hub, ports.presence(), ports.signals(), clock);
        Follower relaying = feed.follow("realtime-signals", relay::step);
        ports.signals().onSignal(signal -> {
            relay.accept(signal);
            relaying.wake();
        });
        List<Follower> followers =
                List.of(relaying, feed.follow("realtime-events", hub::step), feed.follow("realtime-presence", () -> {
                    tracker.step();
                    return false;
                }));
        return new Realtime(ports, clock, replay, hub, tracker, followers);
    }

    /**
     * Opens a stream. Its owner closes it by {@link #close(Connection)}.
     *
     * @param after the cursor of the last event that the client saw; null to begin now
     * @throws Unavailable when the server stops, or the database does not answer
     */
    public Connection open(Principal principal, @Nullable Long after) {
        Connection connection = new Connection(principal, hub.add(principal, after), new SignalAllowance(clock));
        tracker.connected(principal.user());
        return connection;
    }

    /** Closes a stream and ends the activities that it started. */
    public void close(Connection connection) {
        hub.remove(connection.subscription());
        connection.allowance().endings().forEach(ports.signals()::send);
        tracker.disconnected(connection.principal().user());
    }

    /** An open stream of a user. */
    public record Connection(Principal principal, Subscription subscription, SignalAllowance allowance) {}

    /**
     * Signals to the other members of a chat that the user of a connection starts or stops an activity there. Signals beyond the
     * allowance of the connection are dropped.
     *
     * @throws ChatNotFound when there is no chat that the user may see
     * @throws Forbidden when the user may not post there
     */
    public void signal(Connection connection, ChatId chat, Signal.Activity activity, boolean active) {
        UserId user = connection.principal().user();
        Signal.Doing doing = new Signal.Doing(chat, user, activity, active);
        if (!connection.allowance().take(doing)) {
            return;
        }
        ports.chats().require(chat, user, Permission.POST);
        ports.signals().send(doing);
    }

    /** {@code user} made a request, and is online for a while. Returns at once. */
    public void touch(UserId user) {
        tracker.touch(user);
    }

    /** Ends the streams of revoked sessions. */
    public void signOut(Predicate<Principal> revoked) {
        hub.signOut(revoked);
    }

    /**
     * The updates since a cursor, for clients that poll.
     *
     * @param after the cursor of the last answer; null to begin now
     * @param limit 1 to 200
     */
    public Updates updates(UserId user, @Nullable Long after, int limit) {
        long last = ports.outbox().last();
        if (after == null) {
            return new Updates(List.of(), last, false);
        }
        Replay.Page page = replay.missed(user, after > last ? Hub.UNKNOWN : after, last, limit);
        return new Updates(page.updates(), page.cursor(), page.more());
    }

    /**
     * A page of updates.
     *
     * @param cursor where to go on
     * @param more whether there is more already
     */
    public record Updates(List<Update> updates, long cursor, boolean more) {}

    /** Ends all streams with {@link Subscription.End#STOPPING}, and opens no new ones. */
    public void endStreams() {
        hub.close();
    }

    /** Ends all streams and stops following. */
    @Override
    public void close() {
        hub.close();
        followers.forEach(Follower::close);
    }
}
