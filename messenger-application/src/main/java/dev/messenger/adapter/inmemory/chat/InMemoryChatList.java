package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.application.chat.port.ChatSortKey;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.search.FoldedText;
import dev.messenger.domain.search.SearchTerms;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chats as one viewer sees them. Thread-safe. */
public final class InMemoryChatList implements ChatList {

    private final Database database;
    private final EntryReader entries;

    public InMemoryChatList(Database database) {
        this.database = database;
        this.entries = new EntryReader(database);
    }

    @Override
    public List<ChatEntry> page(UserId viewer, ChatListQuery query) {
        return database.transactions.inTransaction(() -> {
            Stream<ChatSortKey> keys = membershipsOf(viewer)
                    .filter(member -> member.marks().contains(Mark.ARCHIVED) == query.archived())
                    .filter(database::isListed)
                    .filter(member ->
                            query.terms().map(terms -> matches(member, terms)).orElse(true))
                    .map(this::sortKeyOf)
                    .sorted();
            return after(keys, viewer, query.before())
                    .limit(query.limit())
                    .flatMap(key -> entry(viewer, key.chat()).stream())
                    .toList();
        });
    }

    @Override
    public List<ChatId> chatsOf(UserId viewer, int limit) {
        return database.transactions.inTransaction(
                () -> membershipsOf(viewer).map(MemberRow::chat).limit(limit).toList());
    }

    private Stream<MemberRow> membershipsOf(UserId viewer) {
        return database.chatsOf
                .of(viewer.value())
                .flatMap(chat -> database.members.find(Key.of(chat, viewer)).stream());
    }

    private boolean matches(MemberRow member, SearchTerms terms) {
        ChatRow chat = database.chats.find(member.chat()).orElseThrow();
        return chat.type().name().equalsIgnoreCase(terms.whole())
                || terms.matches(folded(chat.title(), chat.handle(), chat.isSaved() ? "saved messages" : null))
                || entries.counterpart(chat, member.user())
                        .filter(other -> terms.matches(folded(other.name(), other.username())))
                        .isPresent();
    }

    private static FoldedText[] folded(@Nullable Object... texts) {
        return Stream.of(texts)
                .filter(Objects::nonNull)
                .map(text -> FoldedText.of(text.toString()))
                .toArray(FoldedText[]::new);
    }

    private Stream<ChatSortKey> after(Stream<ChatSortKey> keys, UserId viewer, @Nullable ChatId before) {
        if (before == null) {
            return keys;
        }
        Optional<ChatSortKey> bound = database.members
                .find(Key.of(before, viewer))
                .filter(database::isListed)
                .map(this::sortKeyOf);
        return bound.isEmpty() ? Stream.empty() : keys.filter(key -> key.compareTo(bound.get()) > 0);
    }

    private ChatSortKey sortKeyOf(MemberRow member) {
        Instant activity = database.visibleTo(member)
                .findFirst()
                .map(message -> message.original().createdAt())
                .orElseGet(
                        () -> database.chats.find(member.chat()).orElseThrow().createdAt());
        return new ChatSortKey(member.marks().contains(Mark.PINNED), activity, member.chat());
    }

    @Override
    public List<ChatEntry> find(UserId viewer, Set<ChatId> chats) {
        return database.transactions.inTransaction(() ->
                chats.stream().flatMap(chat -> entry(viewer, chat).stream()).toList());
    }

    private Optional<ChatEntry> entry(UserId viewer, ChatId chat) {
        return database.chats.find(chat).flatMap(row -> {
            Optional<MemberRow> member = database.members.find(Key.of(chat, viewer));
            return member.isPresent() || row.isPublic()
                    ? Optional.of(entries.read(row, viewer, member.orElse(null)))
                    : Optional.empty();
        });
    }

    @Override
    public List<ChatEntry> discover(UserId viewer, @Nullable SearchTerms terms, int limit) {
        return database.transactions.inTransaction(() -> database.handles
                .all()
                .flatMap(chat -> database.chats.find(chat).stream())
                .filter(ChatRow::isPublic)
                .filter(chat -> terms == null || terms.matches(folded(chat.title(), chat.handle())))
                .flatMap(chat -> entry(viewer, chat.id()).stream())
                .sorted(Comparator.comparingInt(
                                (ChatEntry entry) -> entry.chat().membersCount())
                        .thenComparing(entry -> entry.chat().id())
                        .reversed())
                .limit(limit)
                .toList());
    }

    @Override
    public List<UserId> openMembers(ChatId chat, @Nullable UserId after, int limit) {
        return database.transactions.inTransaction(() -> database.membersOf(chat)
                .map(MemberRow::user)
                .filter(user -> after == null || user.compareTo(after) > 0)
                .filter(user -> database.accounts
                        .find(user)
                        .filter(row -> row.privacy().lastSeen() == Audience.EVERYONE)
                        .isPresent())
                .limit(limit)
                .toList());
    }
}
