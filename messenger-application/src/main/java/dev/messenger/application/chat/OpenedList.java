package dev.messenger.application.chat;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.ChatSortKey;
import dev.messenger.application.shared.Page;
import dev.messenger.application.shared.Rendered;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.people.PresenceStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The start of somebody's list of chats, as it is kept. Thread-safe. */
final class OpenedList {

    private final Question question;
    private final List<Listed> chats;
    private final ChatPeople people;

    /** Shared with the lists that are made of this one: it may name people who are no longer in them. */
    private final Set<Object> tags;

    private OpenedList(Question question, List<Listed> chats, Set<Object> tags) {
        this.question = question;
        this.chats = List.copyOf(chats);
        this.people = ChatPeople.in(chats.stream().map(Listed::entry).toList());
        this.tags = tags;
        tags.addAll(people.counterparts());
    }

    /** @param chats all that the viewer is in: one that is not on the page may come onto it */
    static OpenedList of(Question question, List<ChatEntry> entries, Collection<ChatId> chats) {
        Set<Object> tags = ConcurrentHashMap.newKeySet();
        tags.add(question.viewer());
        tags.addAll(chats);
        return new OpenedList(question, entries.stream().map(Listed::new).toList(), tags);
    }

    /** Whose list it is, and what of it was asked for. */
    record Question(UserId viewer, ChatListQuery query) {}

    CacheEntry<OpenedList> answer() {
        return new CacheEntry<>(this, tags, 500L + 2_000L * chats.size() + 100L * tags.size());
    }

    /** Which chats have to be read anew after these changes; null when that is the whole list, or as much. */
    @Nullable
    Set<ChatId> outdatedBy(Set<Object> changed) {
        if (changed.contains(question.viewer())) {
            return null;
        }
        Set<ChatId> outdated = new HashSet<>();
        for (Object subject : changed) {
            if (subject instanceof ChatId chat) {
                outdated.add(chat);
            }
        }
        for (Listed chat : chats) {
            ChatEntry.Other counterpart = chat.entry().counterpart();
            if (counterpart != null && changed.contains(counterpart.id())) {
                outdated.add(chat.id());
            }
        }
        return outdated.size() > question.query().limit() ? null : outdated;
    }

    /**
     * The list with some of its viewer's chats read anew, which may come onto it or leave it.
     *
     * @param anew what the viewer can see of {@code outdated} now
     * @return null when a chat that is not known would move up
     */
    @Nullable
    OpenedList renewed(Set<ChatId> outdated, Collection<ChatEntry> anew) {
        List<Listed> next = new ArrayList<>();
        for (Listed chat : chats) {
            if (!outdated.contains(chat.id())) {
                next.add(chat);
            }
        }
        for (ChatEntry entry : anew) {
            if (entry.isListed(question.query().archived())) {
                next.add(new Listed(entry));
            }
        }
        next.sort(Comparator.comparing(Listed::place));
        int limit = question.query().limit();
        if (chats.size() == limit) {
            ChatSortKey last = chats.getLast().place(); // all that are not known stand behind it
            if (next.size() < limit || next.get(limit - 1).place().compareTo(last) > 0) {
                return null;
            }
        }
        return new OpenedList(question, next.subList(0, Math.min(limit, next.size())), tags);
    }

    ChatPeople people() {
        return people;
    }

    /**
     * The list as it is shown: each chat the same as before, as long as the same people are there.
     *
     * @param presence who is there, as far as a chat tells
     */
    Page<ChatView> page(Function<ChatEntry, Presence> presence, BiFunction<ChatEntry, Presence, ChatView> show) {
        return new Page<>(chats.stream()
                .map(chat -> chat.shown(presence.apply(chat.entry()), show))
                .toList());
    }

    /**
     * Who is there, as far as one chat tells.
     *
     * @param online how many others
     * @param counterpart the other side of a private chat, else null
     */
    record Presence(int online, @Nullable PresenceStatus counterpart) {}

    /** A chat, and how it was shown last. */
    private static final class Listed {

        private final ChatEntry entry;
        private volatile @Nullable Shown last;

        Listed(ChatEntry entry) {
            this.entry = entry;
        }

        private record Shown(Presence presence, Rendered<ChatView> view) {}

        ChatEntry entry() {
            return entry;
        }

        ChatId id() {
            return entry.chat().id();
        }

        ChatSortKey place() {
            return entry.place();
        }

        Rendered<ChatView> shown(Presence presence, BiFunction<ChatEntry, Presence, ChatView> show) {
            Shown known = last;
            if (known == null || !known.presence().equals(presence)) {
                known = new Shown(presence, new Rendered<>(show.apply(entry, presence)));
                last = known;
            }
            return known.view();
        }
    }
}
