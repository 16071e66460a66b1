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
 * How many are online in chats that are too large to ask for each viewer: one count for all, of those who hide it from nobody,
 * at most 15 s old (rule H4). Who comes first after 10 s counts anew, while the others are still told the count before: counting a
 * hundred thousand takes a fifth of a second. They wait only when that is too old. Thread-safe.
 */
public final class OnlineCounts {

    private static final Duration GOOD_FOR = Duration.ofSeconds(15);
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(10);
    private static final int MEMBERS_AT_ONCE = 5_000;
    private static final int CHATS_REMEMBERED = 10_000;

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
        if (slots.size() > CHATS_REMEMBERED) {
            slots.values().removeIf(Slot::isStale);
        }
        return slots.computeIfAbsent(chat, Slot::new).online();
    }

    private int count(ChatId chat) {
        int online = 0;
        @Nullable UserId after = null;
        List<UserId> members;
        do {
            members = list.openMembers(chat, after, MEMBERS_AT_ONCE);
            online += presence.online(members).size();
            after = members.isEmpty() ? null : members.getLast();
        } while (members.size() == MEMBERS_AT_ONCE);
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
            Count known = count;
            if (isYounger(known, RENEWED_AFTER)) {
                return known.online();
            }
            if (!counting.tryLock()) {
                if (isYounger(known, GOOD_FOR)) {
                    return known.online();
                }
                counting.lock();
            }
            try {
                Count meanwhile = count;
                if (isYounger(meanwhile, RENEWED_AFTER)) {
                    return meanwhile.online();
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
            return !isYounger(count, GOOD_FOR);
        }

        private boolean isYounger(Count known, Duration age) {
            return clock.instant().isBefore(known.at().plus(age));
        }
    }
}
