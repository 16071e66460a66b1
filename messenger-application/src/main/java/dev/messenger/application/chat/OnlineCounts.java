package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Online counts of chats that are too large to count for each viewer: one count for all, at most 15 s old, of the members who show their
 * presence to everybody (rule H4). After 10 s the first caller counts again while the others still get the old count, since counting 100,000
 * members takes 0.2 s. They wait only when the old count has expired. Thread-safe.
 */
public final class OnlineCounts {

    private static final Duration MAX_AGE = Duration.ofSeconds(15);
    private static final Duration REFRESH_AFTER = Duration.ofSeconds(10);
    private static final int BATCH = 5_000;
    private static final int MAX_SLOTS = 10_000;

    private final ChatList list;
    private final Presence presence;
    private final InstantSource clock;
    private final ConcurrentMap<ChatId, Slot> slots = new ConcurrentHashMap<>();

    public OnlineCounts(ChatList list, Presence presence, InstantSource clock) {
        this.list = list;
        this.presence = presence;
        this.clock = clock;
    }

    int of(ChatId chat) {
        if (slots.size() > MAX_SLOTS) {
            slots.values().removeIf(Slot::isStale);
        }
        return slots.computeIfAbsent(chat, Slot::new).online();
    }

    private int count(ChatId chat) {
        int online = 0;
        @Nullable UserId after = null;
        List<UserId> members;
        do {
            members = list.openMembers(chat, after, BATCH);
            online += presence.online(members).size();
            after = members.isEmpty() ? null : members.getLast();
        } while (members.size() == BATCH);
        return online;
    }

    private final class Slot {

        private record Count(int online, Instant at) {

            private static final Count NEVER = new Count(0, Instant.MIN);
        }

        private final ChatId chat;
        private final ReentrantLock counting = new ReentrantLock();
        private volatile Count count = Count.NEVER;

        private Slot(ChatId chat) {
            this.chat = chat;
        }

        private int online() {
            Count cached = count;
            if (isYounger(cached, REFRESH_AFTER)) {
                return cached.online();
            }
            if (!counting.tryLock()) {
                if (isYounger(cached, MAX_AGE)) {
                    return cached.online();
                }
                counting.lock();
            }
            try {
                Count latest = count;
                if (isYounger(latest, REFRESH_AFTER)) {
                    return latest.online();
                }
                Instant now = clock.instant();
                Count counted = new Count(OnlineCounts.this.count(chat), now);
                count = counted;
                return counted.online();
            } finally {
                counting.unlock();
            }
        }

        private boolean isStale() {
            return !isYounger(count, MAX_AGE);
        }

        private boolean isYounger(Count counted, Duration age) {
            return clock.instant().isBefore(counted.at().plus(age));
        }
    }
}
