package dev.messenger.application.realtime;

import dev.messenger.application.account.port.Principal;
import dev.messenger.application.event.EventFeed;
import dev.messenger.application.event.Follower;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.Unavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stream of updates of each user (rules R1 to R7). Thread-safe. */
public final class Realtime implements AutoCloseable {

    private final RealtimePorts ports;
    private final Randomness randomness;
    private final SignalLimit signalLimit;
    private final Replay replay;
    private final Hub hub;
    private final PresenceTracker tracker;
    private final List<Follower> followers;

    private Realtime(
            RealtimePorts ports,
            Randomness randomness,
            SignalLimit signalLimit,
            Replay replay,
            Hub hub,
            PresenceTracker tracker,
            List<Follower> followers) {
        this.ports = ports;
        this.randomness = randomness;
        this.signalLimit = signalLimit;
        this.replay = replay;
        this.hub = hub;
        this.tracker = tracker;
        this.followers = followers;
    }

    /**
     * Starts to follow the feed.
     *
     * @throws Unavailable when the database does not answer
     */
    public static Realtime start(
            RealtimePorts ports,
            RealtimeViews renderers,
            EventFeed feed,
            InstantSource clock,
            Randomness randomness,
            RealtimeLimits limits) {
        UpdateViews views = new UpdateViews(ports.audience(), ports.messages(), ports.reactions(), renderers);
        Dispatcher dispatcher = new Dispatcher(ports.audience(), views);
        Replay replay = new Replay(ports.outbox(), dispatcher, views);
        Hub hub = new Hub(ports.outbox(), dispatcher, new Renderer(views, replay), limits);
        SignalRelay relay = new SignalRelay(hub, ports.audience(), ports.relationships(), ports.presence(), clock);
        hub.beforeDelivery(relay::observe);
        PresenceTracker tracker = new PresenceTracker(hub, ports.presence(), ports.signals(), clock);
        SignalLimit signalLimit = new SignalLimit(clock);
        Follower relaying = feed.follow("realtime-signals", relay::step);
        ports.signals().onSignal(signal -> {
            relay.accept(signal);
            relaying.wake();
        });
        List<Follower> followers =
                List.of(relaying, feed.follow("realtime-events", hub::step), feed.follow("realtime-presence", () -> {
                    tracker.step();
                    signalLimit.forgetEnded();
                    return false;
                }));
        return new Realtime(ports, randomness, signalLimit, replay, hub, tracker, followers);
    }

    /**
     * Opens a stream. Its owner closes it by {@link #close(Connection)}.
     *
     * @param after the cursor of the last event that the client saw; null to begin now
     * @throws TooManyConnections when the user has as many as allowed
     * @throws Unavailable when the server stops, or the database does not answer
     */
    public Connection open(Principal principal, @Nullable Long after) {
        Connection connection = new Connection(
                principal, randomness.uuid(), hub.add(principal, after), new StartedActivities(ports.signals()));
        tracker.connected(principal.user());
        return connection;
    }

    /** Closes a stream and ends the activities that it started. */
    public void close(Connection connection) {
        hub.remove(connection.subscription());
        connection.started().endAll();
        tracker.disconnected(connection.principal().user());
    }

    /**
     * An open stream of a user.
     *
     * @param id names it among the connections of the user on all nodes
     */
    public record Connection(Principal principal, UUID id, Subscription subscription, StartedActivities started) {}

    /**
     * Signals to the other members of a chat that the user of a connection starts or stops an activity there. Signals beyond what the
     * user may send are dropped, but what was started can always be stopped.
     *
     * @throws ChatNotFound when there is no chat that the user may see
     * @throws Forbidden when the user may not post there
     */
    public void signal(Connection connection, ChatId chat, Signal.Activity activity, boolean active) {
        UserId user = connection.principal().user();
        Signal.Doing doing = new Signal.Doing(chat, user, activity, active, connection.id());
        if ((!active && connection.started().stop(doing)) || !signalLimit.take(user)) {
            return;
        }
        ports.chats().require(chat, user, Permission.POST);
        if (active) {
            connection.started().start(doing);
        }
    }

    /** {@code user} made a request, and is online for a while. Returns at once. */
    public void touch(UserId user) {
        tracker.touch(user);
    }

    /** The sessions that have a stream on this node. */
    public Set<SessionId> sessions() {
        return hub.sessions();
    }

    /** Ends the streams of sessions that have ended. */
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
