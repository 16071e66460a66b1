package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.chat.ChatListQuery;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chats as one viewer sees them. Thread-safe. */
public final class InMemoryChatList implements ChatList {

    private final Database database;

    public InMemoryChatList(Database database) {
        this.database = database;
    }

    /** Where a chat stands in a list. */
    private record Place(Instant activity, ChatId chat) implements Comparable<Place> {

        private static final Comparator<Place> NEWEST_FIRST =
                Comparator.comparing(Place::activity).thenComparing(Place::chat).reversed();

        @Override
        public int compareTo(Place other) {
            return NEWEST_FIRST.compare(this, other);
        }
    }

    @Override
    public List<ChatView> page(UserId viewer, ChatListQuery query) {
        return database.transactions().inTransaction(() -> {
            Stream<Place> places = database.chatsOf()
                    .between(Key.below(viewer.value()), Key.above(viewer.value()))
                    .map(this::placeOf)
                    .sorted();
            return goingOn(places, query.before())
                    .limit(query.limit())
                    .flatMap(place -> find(viewer, place.chat()).stream())
                    .toList();
        });
    }

    private Stream<Place> goingOn(Stream<Place> places, @Nullable ChatId before) {
        if (before == null) {
            return places;
        }
        if (!database.chats().has(before)) {
            return Stream.empty();
        }
        Place bound = placeOf(before);
        return places.filter(place -> place.compareTo(bound) > 0);
    }

    private Place placeOf(ChatId chat) {
        Instant activity = database.messagesOf(chat)
                .findFirst()
                .map(message -> message.original().createdAt())
                .orElseGet(() -> database.chats().find(chat).orElseThrow().createdAt());
        return new Place(activity, chat);
    }

    @Override
    public Optional<ChatView> find(UserId viewer, ChatId chat) {
        return database.transactions()
                .inTransaction(() -> database.chats().find(chat).flatMap(row -> {
                    Optional<MemberRow> member = database.members().find(Key.of(chat, viewer));
                    return member.isPresent() || row.isPublic()
                            ? Optional.of(view(row, viewer, member.orElse(null)))
                            : Optional.empty();
                }));
    }

    private ChatView view(ChatRow chat, UserId viewer, @Nullable MemberRow member) {
        return new ChatView(
                chat.id(),
                chat.publicId(),
                chat.type(),
                chat.title(),
                chat.handle(),
                chat.description(),
                chat.isPublic(),
                (int) database.membersOf(chat.id()).count(),
                member == null ? 0 : unread(member),
                counterpart(chat, viewer),
                member == null ? null : lastMessage(chat.id()),
                member == null ? null : member.role(),
                chat.createdAt());
    }

    private int unread(MemberRow member) {
        MessageId read = member.positions().read();
        return (int) database.messagesOf(member.chat())
                .takeWhile(message -> read == null || message.id().compareTo(read) > 0)
                .filter(message -> !message.original().sender().equals(member.user()))
                .limit(UNREAD_BOUND)
                .count();
    }

    private ChatView.@Nullable Counterpart counterpart(ChatRow chat, UserId viewer) {
        if (chat.type() != ChatType.PRIVATE) {
            return null;
        }
        return database.membersOf(chat.id())
                .map(MemberRow::user)
                .filter(user -> !user.equals(viewer))
                .flatMap(user -> database.accounts().find(user).stream())
                .map(AccountRow::account)
                .map(InMemoryChatList::counterpart)
                .findFirst()
                .orElse(null);
    }

    private static ChatView.Counterpart counterpart(Account account) {
        return new ChatView.Counterpart(account.id(), account.name(), account.username());
    }

    private ChatView.@Nullable LastMessage lastMessage(ChatId chat) {
        return database.messagesOf(chat)
                .findFirst()
                .map(InMemoryChatList::inShort)
                .orElse(null);
    }

    private static ChatView.LastMessage inShort(MessageRow message) {
        MessageText text = message.original().text();
        return new ChatView.LastMessage(
                text == null ? null : text.value(),
                message.original().type(),
                message.original().createdAt());
    }
}
