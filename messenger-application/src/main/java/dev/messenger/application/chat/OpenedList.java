package dev.messenger.application.chat;

import dev.messenger.application.cache.CoherentCache;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.people.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The start of somebody's list of chats, as it is kept. Thread-safe. */
final class OpenedList {

    private final List<ChatEntry> entries;
    private final ChatPeople people;
    private final Set<Object> madeOf = new HashSet<>();
    private volatile @Nullable Shown last;

    /** @param chats all that the viewer is in: one that is not on the page may come onto it */
    OpenedList(UserId viewer, List<ChatEntry> entries, Collection<ChatId> chats) {
        this.entries = List.copyOf(entries);
        this.people = ChatPeople.in(entries);
        madeOf.add(viewer);
        madeOf.addAll(chats);
        madeOf.addAll(people.counterparts());
    }

    /** Whose list it is, and what of it was asked for. */
    record Question(UserId viewer, ChatListQuery query) {}

    CoherentCache.Answer<OpenedList> answer() {
        return new CoherentCache.Answer<>(this, madeOf, 500L + 2_000L * entries.size() + 100L * madeOf.size());
    }

    /**
     * Who is there, as far as the list tells.
     *
     * @param online how many in each chat
     * @param counterparts those of private chats
     */
    record Presence(List<Integer> online, Map<UserId, Seen> counterparts) {}

    private record Shown(Presence presence, Page<ChatView> page) {}

    /**
     * The list as it is shown: the same page as long as the same people are there.
     *
     * @param show gets a chat and how many are online in it
     */
    Page<ChatView> page(Presence presence, BiFunction<ChatEntry, Integer, ChatView> show) {
        Shown known = last;
        if (known == null || !known.presence().equals(presence)) {
            List<ChatView> shown = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                shown.add(show.apply(entries.get(i), presence.online().get(i)));
            }
            known = new Shown(presence, Page.of(shown));
            last = known;
        }
        return known.page();
    }

    List<ChatEntry> entries() {
        return entries;
    }

    ChatPeople people() {
        return people;
    }
}
