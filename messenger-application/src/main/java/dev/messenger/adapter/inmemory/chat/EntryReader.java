package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads entries from rows. Requires a transaction. */
final class EntryReader {

    private final Database database;

    EntryReader(Database database) {
        this.database = database;
    }

    /**
     * A chat as {@code viewer} sees it.
     *
     * @param member null when the viewer is not a member
     */
    ChatEntry read(ChatRow chat, UserId viewer, @Nullable MemberRow member) {
        int membersCount = (int) database.membersOf(chat.id()).count();
        return new ChatEntry(
                new ChatInfo(
                        chat.id(),
                        chat.publicId(),
                        chat.type(),
                        chat.title(),
                        chat.handle(),
                        chat.description(),
                        chat.avatar(),
                        chat.isPublic(),
                        chat.isSaved(),
                        membersCount,
                        chat.createdAt()),
                member == null ? null : membership(chat, member),
                counterpart(chat, viewer).orElse(null),
                member == null ? null : lastMessage(member),
                membersCount > ChatList.NAMED_MEMBERS_BOUND ? null : others(chat, viewer));
    }

    /** The other side of a private chat, or empty. */
    Optional<ChatEntry.Counterpart> counterpart(ChatRow chat, UserId viewer) {
        return chat.type() != ChatType.PRIVATE
                ? Optional.empty()
                : others(chat, viewer).stream()
                        .flatMap(user -> database.accounts.find(user).stream())
                        .map(EntryReader::counterpart)
                        .findFirst();
    }

    private List<UserId> others(ChatRow chat, UserId viewer) {
        return database.membersOf(chat.id())
                .map(MemberRow::user)
                .filter(user -> !user.equals(viewer))
                .toList();
    }

    private static ChatEntry.Counterpart counterpart(AccountRow row) {
        return new ChatEntry.Counterpart(
                row.id(), row.names().name(), row.names().username(), row.avatar());
    }

    private MyMembership membership(ChatRow chat, MemberRow member) {
        return new MyMembership(
                member.role(),
                member.marks().contains(Mark.ARCHIVED),
                member.marks().contains(Mark.PINNED),
                member.marks().contains(Mark.MUTED),
                database.isListed(member),
                member.cleared() == 0 ? null : new MessageId(member.cleared()),
                bounded(unread(member)),
                bounded(unread(member).filter(message -> database.mentions.has(Key.of(message.id(), member.user())))),
                pinned(chat, member));
    }

    private Stream<MessageRow> unread(MemberRow member) {
        return database.visibleTo(member)
                .takeWhile(message -> message.id().value() > member.readUpTo())
                .filter(message -> !message.original().sender().equals(member.user()));
    }

    private static int bounded(Stream<MessageRow> messages) {
        return (int) messages.limit(ChatList.UNREAD_BOUND).count();
    }

    private @Nullable MessageId pinned(ChatRow chat, MemberRow member) {
        MessageId pinned = chat.pinned();
        return pinned == null
                        || database.visibleTo(chat.id(), pinned, member.user()).isEmpty()
                ? null
                : pinned;
    }

    private @Nullable LastMessage lastMessage(MemberRow member) {
        return database.visibleTo(member)
                .findFirst()
                .map(EntryReader::lastMessage)
                .orElse(null);
    }

    private static LastMessage lastMessage(MessageRow message) {
        MessageText text = message.text();
        return new LastMessage(
                message.id(),
                text == null ? null : text.value(),
                message.original().type(),
                message.original().createdAt());
    }
}
