package dev.messenger.application.chat;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.cache.CacheHit;
import dev.messenger.application.cache.Caches;
import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.cache.ReadIndex;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PresenceStatus;
import dev.messenger.domain.people.PrivacyRight;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows chats to people: what the store knows, who is online, and who lets whom see what (rules H4, U3). The number of
 * statements is the same however many chats there are. Thread-safe.
 */
public final class ChatViews {

    /** The list of someone in more chats is not kept: all of them have to be watched. */
    private static final int CHATS_WATCHED = 10_000;

    private final ChatList list;
    private final Caches caches;
    private final CoherentCache<OpenedList.Question, OpenedList> opened;
    private final CoherentCache<OpenedList.Question, KnownPeople> known;
    private final Relationships relationships;
    private final Presence presence;
    private final OnlineCounts onlineCounts;
    private final Avatars avatars;

    public ChatViews(
            ChatList list,
            Caches caches,
            Relationships relationships,
            Presence presence,
            OnlineCounts onlineCounts,
            Avatars avatars) {
        this.list = list;
        this.caches = caches;
        this.opened = caches.newCache();
        this.known = caches.newCache();
        this.relationships = relationships;
        this.presence = presence;
        this.onlineCounts = onlineCounts;
        this.avatars = avatars;
    }

    /** A page of the viewer's chats (rule H5). */
    public Page<ChatView> page(UserId viewer, ChatListQuery query) {
        if (!query.isStart()) {
            return Page.of(complete(viewer, list.page(viewer, query)));
        }
        ReadIndex now = caches.now();
        OpenedList.Question question = new OpenedList.Question(viewer, query);
        OpenedList start = opened(question, now);
        KnownPeople people = known.get(
                question,
                now,
                () -> new KnownPeople(viewer)
                        .answer(start.people().company().size()
                                + start.people().counterparts().size()));
        Others others = others(start.people(), asked -> people.acquaintances(asked, relationships));
        return start.page(entry -> presenceIn(entry, others), (entry, presence) -> complete(entry, presence, others));
    }

    private OpenedList opened(OpenedList.Question question, ReadIndex now) {
        CacheHit<OpenedList> found = opened.find(question, now);
        if (found != null && found.isGood()) {
            return found.value();
        }
        OpenedList renewed = found == null ? null : renewed(question.viewer(), found);
        CacheEntry<OpenedList> answer = renewed == null ? open(question) : renewed.answer();
        opened.keep(question, answer, now, renewed == null ? null : found);
        return answer.value();
    }

    /** The list with what happened to it read anew; null when more than that has to be read. */
    private @Nullable OpenedList renewed(UserId viewer, CacheHit<OpenedList> found) {
        Set<ChatId> outdated = found.value().outdatedBy(found.changed());
        return outdated == null
                ? null
                : found.value().renewed(outdated, outdated.isEmpty() ? List.of() : list.find(viewer, outdated));
    }

    /** The chats to watch are asked for first, so that none comes in between. */
    private CacheEntry<OpenedList> open(OpenedList.Question question) {
        List<ChatId> chats = list.chatsOf(question.viewer(), CHATS_WATCHED + 1);
        OpenedList start = OpenedList.of(question, list.page(question.viewer(), question.query()), chats);
        return chats.size() > CHATS_WATCHED ? CacheEntry.once(start) : start.answer();
    }

    /** Public groups and channels (rule H7). */
    public List<ChatView> discover(UserId viewer, String text, int limit) {
        return complete(viewer, list.discover(viewer, ChatListQuery.searched(text), limit));
    }

    /**
     * One chat.
     *
     * @throws ChatNotFound when there is none that the viewer may see
     */
    public ChatView find(UserId viewer, ChatId chat) {
        ChatEntry entry = list.find(viewer, chat).orElseThrow(ChatNotFound::new);
        return complete(viewer, List.of(entry)).getFirst();
    }

    private List<ChatView> complete(UserId viewer, List<ChatEntry> entries) {
        Others others = others(ChatPeople.in(entries), asked -> relationships.of(viewer, asked));
        return entries.stream()
                .map(entry -> complete(entry, presenceIn(entry, others), others))
                .toList();
    }

    private OpenedList.Presence presenceIn(ChatEntry entry, Others others) {
        List<UserId> company = entry.company();
        int online = company == null
                ? onlineCounts.of(entry.chat().id())
                : (int) company.stream().filter(others::areSeenOnline).count();
        ChatEntry.Other counterpart = entry.counterpart();
        return new OpenedList.Presence(online, counterpart == null ? null : others.seen(counterpart.id()));
    }

    private ChatView complete(ChatEntry entry, OpenedList.Presence presence, Others others) {
        return new ChatView(
                entry.chat(),
                avatars.urlOrNull(entry.chat().avatar()),
                entry.mine(),
                counterpart(entry.counterpart(), presence.counterpart(), others),
                entry.lastMessage(),
                presence.online());
    }

    private ChatView.@Nullable Counterpart counterpart(
            ChatEntry.@Nullable Other other, @Nullable PresenceStatus seen, Others others) {
        if (other == null || seen == null) {
            return null;
        }
        boolean seesAvatar = others.may(other.id(), PrivacyRight.SEE_AVATAR);
        return new ChatView.Counterpart(
                other.id(),
                other.name(),
                other.username(),
                seesAvatar ? avatars.urlOrNull(other.avatar()) : null,
                seen);
    }

    /** Asks who is there first, and how the viewer stands only to those of whom that matters. */
    private Others others(ChatPeople people, Function<Set<UserId>, Map<UserId, Acquaintance>> acquaintances) {
        Set<UserId> online = people.company().isEmpty() ? Set.of() : presence.online(people.company());
        Set<UserId> asked = new HashSet<>(people.counterparts());
        asked.addAll(online);
        if (asked.isEmpty()) {
            return new Others(Set.of(), Map.of(), Map.of());
        }
        Map<UserId, PresenceStatus> seen =
                people.counterparts().isEmpty() ? Map.of() : presence.of(people.counterparts());
        return new Others(online, seen, acquaintances.apply(asked));
    }

    /**
     * The others in the viewer's chats.
     *
     * @param online who of the company is there
     * @param seen what is known of counterparts
     */
    private record Others(
            Set<UserId> online, Map<UserId, PresenceStatus> seen, Map<UserId, Acquaintance> acquaintances) {

        PresenceStatus seen(UserId user) {
            return may(user, PrivacyRight.SEE_PRESENCE)
                    ? seen.getOrDefault(user, PresenceStatus.UNKNOWN)
                    : PresenceStatus.UNKNOWN;
        }

        boolean areSeenOnline(UserId user) {
            return online.contains(user) && may(user, PrivacyRight.SEE_PRESENCE);
        }

        boolean may(UserId user, PrivacyRight right) {
            Acquaintance acquaintance = acquaintances.get(user);
            return acquaintance != null && acquaintance.may(right);
        }
    }
}
