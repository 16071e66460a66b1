package dev.messenger.application;

import dev.messenger.application.event.EventFeed;
import dev.messenger.application.event.Follower;
import dev.messenger.application.event.port.Wakeups;
import java.time.Duration;
import java.util.List;

/**
 * What a messenger does by itself, on threads of its own until it is closed: it makes notifications of events, sends mails that
 * wait, hears of sessions that other nodes ended, removes files that nobody needs and forgets what is over. Safe on any
 * number of nodes at once. Without it the library starts no thread.
 */
public final class Background implements AutoCloseable {

    /** Each round costs several statements, however little happened. */
    private static final Duration NOTIFICATIONS = Duration.ofMillis(100);

    private static final Duration MAILS = Duration.ofMillis(500);

    /** What one node revokes is known to all others within a second (rule A6). */
    private static final Duration REVOCATIONS = Duration.ofMillis(400);

    /**
     * What is written in the meantime waits to be put into the search index, and each search looks through it. The more is put there at once, the
     * less each message costs.
     */
    private static final Duration SEARCH = Duration.ofSeconds(3);

    /** Each round costs an index probe or two when there is nothing to do. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(5);

    private static final Duration UPKEEP = Duration.ofMinutes(1);
    private static final Duration TRIM = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final List<Follower> chores;

    private Background(EventFeed feed, List<Follower> chores) {
        this.feed = feed;
        this.chores = chores;
    }

    /** Begins, for a node that is alone. */
    public static Background start(Messenger messenger, Follower.Failures failures) {
        return start(messenger, Wakeups.none(), failures);
    }

    /**
     * Begins.
     *
     * @param nodes the other nodes
     * @param failures is told what went wrong; it is tried again
     */
    public static Background start(Messenger messenger, Wakeups nodes, Follower.Failures failures) {
        EventFeed feed = messenger.events().feed(nodes, failures);
        feed.follow("notifications", NOTIFICATIONS, messenger.notificationProjector()::step);
        return new Background(
                feed,
                List.of(
                        Follower.start("mails", messenger.mailDispatch()::sendNext, MAILS, failures),
                        Follower.start("revocations", once(messenger.revocations()::refresh), REVOCATIONS, failures),
                        Follower.start("search-index", once(messenger.searchMessages()::settle), SEARCH, failures),
                        Follower.start("object-clean-up", once(messenger.objectCleanUp()::run), CLEAN_UP, failures),
                        Follower.start("chat-purge", once(messenger.chatDeletion()::purge), CLEAN_UP, failures),
                        Follower.start(
                                "notification-trim", messenger.notificationProjector()::trim, CLEAN_UP, failures),
                        Follower.start(
                                "account-deletion",
                                once(messenger.accountDeletion()::finishOthers),
                                CLEAN_UP,
                                failures),
                        Follower.start("account-upkeep", once(messenger.accountUpkeep()::run), UPKEEP, failures),
                        Follower.start("event-trim", messenger.events()::trim, TRIM, failures)));
    }

    /** Wakes up who follows events, for whoever wants to follow them too. */
    public EventFeed feed() {
        return feed;
    }

    /** Ends it all. What runs is waited for, a chore for some seconds at most: all that it does may be cut off. */
    @Override
    public void close() {
        chores.forEach(Follower::end);
        feed.close();
        try {
            for (Follower chore : chores) {
                if (!chore.awaitEnd(PATIENCE)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Follower.Step once(Runnable chore) {
        return () -> {
            chore.run();
            return false;
        };
    }
}
