package dev.messenger.application.realtime;

import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The activities that go on, as far as this node knows, and who saw them start (rule R5). For use by one thread at a time. */
final class Activities {

    /** What a user does in a chat, on whatever connections. */
    record Ongoing(ChatId chat, UserId user, Signal.Activity activity) {

        static Ongoing of(Signal.Doing doing) {
            return new Ongoing(doing.chat(), doing.user(), doing.activity());
        }
    }

    private static final class Progress {
        private final Map<UUID, Instant> timeouts = new HashMap<>();
        private final Set<UserId> seenBy = new HashSet<>();
    }

    private final Map<Ongoing, Progress> ongoing = new HashMap<>();

    /** An activity starts or goes on on a connection, until {@code timeout} at most. */
    void start(Signal.Doing doing, Instant timeout) {
        ongoing.computeIfAbsent(Ongoing.of(doing), activity -> new Progress())
                .timeouts
                .put(doing.connection(), timeout);
    }

    /** These users saw it. */
    void seen(Ongoing activity, Collection<UserId> by) {
        Progress progress = ongoing.get(activity);
        if (progress != null) {
            progress.seenBy.addAll(by);
        }
    }

    /** An activity stops on a connection; returns whether it stops altogether: {@link #remove} it once that is told. */
    boolean stop(Signal.Doing doing) {
        Progress progress = ongoing.get(Ongoing.of(doing));
        if (progress == null) {
            return false;
        }
        progress.timeouts.remove(doing.connection());
        return progress.timeouts.isEmpty();
    }

    /** The activities that timed out on all connections. */
    List<Ongoing> timedOut(Instant now) {
        List<Ongoing> over = new ArrayList<>();
        ongoing.forEach((activity, progress) -> {
            progress.timeouts.values().removeIf(timeout -> !now.isBefore(timeout));
            if (progress.timeouts.isEmpty()) {
                over.add(activity);
            }
        });
        return over;
    }

    /** The activities that match. */
    List<Ongoing> matching(Predicate<Ongoing> wanted) {
        return ongoing.keySet().stream().filter(wanted).toList();
    }

    /** Who saw it and does not know yet that it ends. */
    Set<UserId> seenBy(Ongoing activity) {
        Progress progress = ongoing.get(activity);
        return progress == null ? Set.of() : Set.copyOf(progress.seenBy);
    }

    /** These users know that it ended, or need not know. */
    void unseen(Ongoing activity, Collection<UserId> by) {
        Progress progress = ongoing.get(activity);
        if (progress != null) {
            progress.seenBy.removeAll(by);
        }
    }

    /** It ended. */
    void remove(Ongoing activity) {
        ongoing.remove(activity);
    }

    boolean contains(Ongoing activity) {
        return ongoing.containsKey(activity);
    }
}
