package dev.messenger.application;

import dev.messenger.application.event.EventFeed;
import dev.messenger.application.event.Follower;
import dev.messenger.application.event.port.Wakeups;
import dev.messenger.application.shared.Workload;
import java.time.Duration;
import java.util.List;

/**
 * The background tasks of a messenger, on threads of its own until it is closed: they derive notifications from events, send queued mails,
 * learn which sessions other nodes revoked, and delete unused files and expired rows. Safe on any number of nodes. Without it the library
 * starts no thread.
 */
public final class Background implements AutoCloseable {

    /** Each round costs several statements, even without events. */
    private static final Duration NOTIFICATIONS = Duration.ofMillis(100);

    private static final Duration MAILS = Duration.ofMillis(500);

    /** A revocation reaches all nodes within a second (rule A6). */
    private static final Duration REVOCATIONS = Duration.ofMillis(400);

    /**
     * New messages wait in the pending list of the search index, which each search scans. A longer interval makes larger, cheaper batches.
     */
    private static final Duration SEARCH = Duration.ofSeconds(3);

    /** Without work a round costs one or two index probes. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(5);

    private static final Duration UPKEEP = Duration.ofMinutes(1);
    private static final Duration TRIM = Duration.ofMinutes(10);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final List<Follower> tasks;

    private Background(EventFeed feed, List<Follower> tasks) {
        this.feed = feed;
        this.tasks = tasks;
    }

    /** Starts the tasks of a single node. */
    public static Background start(Messenger messenger, Follower.Failures failures) {
        return start(messenger, Wakeups.none(), failures);
    }

    /**
     * Starts the tasks.
     *
     * @param nodes the other nodes
     * @param failures receives each failure of a task, which is retried
     */
    public static Background start(Messenger messenger, Wakeups nodes, Follower.Failures failures) {
        EventFeed feed = messenger.events().feed(nodes, failures);
        feed.follow("notifications", NOTIFICATIONS, messenger.notifications()::projectNext);
        return new Background(
                feed,
                List.of(
                        upkeep("mails", messenger.account().upkeep().mails()::sendNext, MAILS, failures),
                        Follower.start(
                                "revocations",
                                once(() -> Workload.LIVE.run(
                                        messenger.account().upkeep().revocations()::refresh)),
                                REVOCATIONS,
                                failures),
                        upkeep("search-index", once(messenger.messages().search()::settle), SEARCH, failures),
                        upkeep("object-clean-up", once(messenger.media().cleanUp()::run), CLEAN_UP, failures),
                        upkeep("chat-purge", once(messenger.chats().deletion()::purge), CLEAN_UP, failures),
                        upkeep("notification-trim", messenger.notifications()::trim, CLEAN_UP, failures),
                        upkeep(
                                "account-deletion",
                                once(messenger.personalData().deletion()::finishOthers),
                                CLEAN_UP,
                                failures),
                        upkeep(
                                "account-upkeep",
                                once(messenger.account().upkeep().accounts()::run),
                                UPKEEP,
                                failures),
                        upkeep("event-trim", messenger.events()::trim, TRIM, failures)));
    }

    private static Follower upkeep(String name, Follower.Step step, Duration pause, Follower.Failures failures) {
        return Follower.start(name, () -> Workload.UPKEEP.call(step::run), pause, failures);
    }

    /** The feed of events, for further followers. */
    public EventFeed feed() {
        return feed;
    }

    /** Stops the tasks and waits a few seconds for those that run; each may be interrupted safely. */
    @Override
    public void close() {
        tasks.forEach(Follower::end);
        feed.close();
        try {
            for (Follower task : tasks) {
                if (!task.awaitEnd(CLOSE_TIMEOUT)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Follower.Step once(Runnable task) {
        return () -> {
            task.run();
            return false;
        };
    }
}
