package dev.messenger.application.realtime;

import dev.messenger.application.Ports;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.event.EventFeed;
import dev.messenger.application.event.Follower;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.people.Profiles;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
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

/** The stream of what happens, for each user what they may learn of (rules R1 to R7). Thread-safe. */
public final class Realtime implements AutoCloseable {

    private final Outbox outbox;
    private final Chats chats;
    private final InstantSource clock;
    private final Signals signals;
    private final Replay replay;
    private final Hub hub;
    private final PresenceTracker whoIsThere;
    private final List<Follower> followers;

    private Realtime(
            Ports.Store store,
            Replay replay,
            Hub hub,
            Signals signals,
            PresenceTracker whoIsThere,
            InstantSource clock,
            List<Follower> followers) {
        this.outbox = store.outbox();
        this.chats = store.chats();
        this.replay = replay;
        this.hub = hub;
        this.signals = signals;
        this.whoIsThere = whoIsThere;
        this.clock = clock;
        this.followers = followers;
    }

    /** What shows things to people: the same as answers their requests. */
    public record Views(BrowseChats chats, MessageViews messages, Profiles people) {}

    /**
     * Starts to follow what happens.
     *
     * @param capacity how many updates wait for a connection at most before it is let go
     * @throws Unavailable when the database does not answer
     */
    public static Realtime start(
            Ports ports, Views views, Signals signals, EventFeed feed, InstantSource clock, int capacity) {
        Ports.Store store = ports.store();
        Audience audience = store.audience();
        UpdateViews shows = new UpdateViews(
                audience, store.messages(), store.conversations().reactions(), views);
        Dispatcher dispatcher = new Dispatcher(audience, shows);
        Replay replay = new Replay(store.outbox(), dispatcher, shows);
        Hub hub = new Hub(store.outbox(), dispatcher, replay, capacity);
        SignalRelay desk = new SignalRelay(hub, audience, store.people().relationships(), ports.presence(), clock);
        PresenceTracker whoIsThere = new PresenceTracker(hub, ports.presence(), signals, clock);
        Follower passing = feed.follow("realtime-signals", desk::step);
        signals.onSignal(signal -> {
            desk.accept(signal);
            passing.wake();
        });
        List<Follower> followers =
                List.of(passing, feed.follow("realtime-events", hub::step), feed.follow("realtime-presence", () -> {
                    whoIsThere.step();
                    return false;
                }));
        return new Realtime(store, replay, hub, signals, whoIsThere, clock, followers);
    }

    /**
     * Opens a stream. Its owner closes it by {@link #close(Connection)}.
     *
     * @param after the cursor of the last event that the client saw; null to begin now
     * @throws Unavailable when the server stops, or the database does not answer
     */
    public Connection open(Principal principal, @Nullable Long after) {
        Connection connection = new Connection(principal, hub.add(principal, after), new SignalAllowance(clock));
        whoIsThere.connected(principal.user());
        return connection;
    }

    /** Ends a stream, and what its user was seen doing in it. */
    public void close(Connection connection) {
        connection.subscription().close();
        connection.allowance().begun().forEach(signals::send);
        whoIsThere.disconnected(connection.principal().user());
    }

    /** An open stream of someone. */
    public record Connection(Principal principal, Subscription subscription, SignalAllowance allowance) {}

    /**
     * Tells the other members of a chat what the user of a connection is doing there, or no longer does. What is told too often
     * is not passed on.
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
        chats.standing(chat, user).orElseThrow(ChatNotFound::new).require(Permission.POST);
        signals.send(doing);
    }

    /** {@code user} gave a sign of life: made a request. Returns at once. */
    public void noticed(UserId user) {
        whoIsThere.noticed(user);
    }

    /** Ends the streams that belong to revoked sessions or users who are gone. */
    public void signOut(Predicate<Principal> revoked) {
        hub.signOut(revoked);
    }

    /**
     * What happened since, for clients that ask now and then.
     *
     * @param after the cursor of the last answer; null to begin now
     * @param limit 1 to 200
     */
    public Updates updates(UserId user, @Nullable Long after, int limit) {
        long last = outbox.last();
        if (after == null) {
            return new Updates(List.of(), last, false);
        }
        Replay.Page page = replay.missed(user, after > last ? Hub.UNKNOWN : after, last, limit);
        return new Updates(page.updates(), page.cursor(), page.more());
    }

    /**
     * A page of what happened.
     *
     * @param cursor to go on from
     * @param more whether there is more already
     */
    public record Updates(List<Update> updates, long cursor, boolean more) {}

    /** Ends all streams, each with {@link Subscription.End#STOPPING}, and takes no new ones. */
    public void endStreams() {
        hub.close();
    }

    /** Ends all streams and follows no longer. */
    @Override
    public void close() {
        hub.close();
        followers.forEach(Follower::close);
    }
}
