package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MentionRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.Mentions;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Queries that the adapters of this package share: visibility, rights, mentions. Requires a transaction. */
final class MessageRows {

    private final Database database;
    private final Relationships relationships;

    MessageRows(Database database, Relationships relationships) {
        this.database = database;
        this.relationships = relationships;
    }

    /** The message, when the viewer can see it as a member of its chat. */
    Optional<MessageRow> find(MessageId message, UserId viewer) {
        return database.chatOfMessage.find(message).flatMap(chat -> database.visibleTo(chat, message, viewer));
    }

    /** The messages of a chat that the viewer can see as its member, newest first. */
    Stream<MessageRow> visible(ChatId chat, UserId viewer, @Nullable MessageId before) {
        return database.members.find(Key.of(chat, viewer)).stream()
                .flatMap(database::visibleTo)
                .filter(row -> before == null || row.id().compareTo(before) < 0);
    }

    /** The facts that decide whether a user may write into a chat; empty when the chat does not exist. */
    Optional<WritingRight> right(ChatId chat, UserId user) {
        return database.standing(chat, user)
                .map(standing -> new WritingRight(
                        standing, standing.type() == ChatType.PRIVATE ? counterpart(chat, user) : null));
    }

    private WritingRight.@Nullable Counterpart counterpart(ChatId chat, UserId user) {
        return database.membersOf(chat)
                .map(MemberRow::user)
                .filter(other -> !other.equals(user))
                .findFirst()
                .flatMap(other -> relationships
                        .of(user, other)
                        .map(acquaintance -> new WritingRight.Counterpart(acquaintance, hasWritten(chat, other))))
                .orElse(null);
    }

    private boolean hasWritten(ChatId chat, UserId user) {
        return Stream.of(database.messages, database.deletedMessages)
                .flatMap(table -> table.of(chat.value()))
                .anyMatch(row -> row.original().sender().equals(user));
    }

    /** Stores a new message. */
    void add(MessageRow row) {
        ChatId chat = row.original().chat();
        database.messages.put(Key.of(chat, row.id()), row);
        database.chatOfMessage.put(row.id(), chat);
    }

    /** The message, not older than the one before it in its chat, whatever the clocks say (rule M18). */
    NewMessage inOrder(NewMessage message) {
        Instant before = database.messages
                .descending(message.chat().value(), Long.MIN_VALUE, Long.MAX_VALUE)
                .findFirst()
                .map(row -> row.original().createdAt())
                .orElse(Instant.MIN);
        return before.isAfter(message.createdAt()) ? message.at(before) : message;
    }

    /** The persons whom the names in a message mention. */
    Map<Username, UserId> mentionedIn(MessageId message) {
        return database.mentions
                .of(message.value())
                .collect(Collectors.toMap(MentionRow::name, MentionRow::user, (one, other) -> one));
    }

    /** Replaces the mentions of an edited message; a name that it had before means the same person (rule M17). */
    void mentionAgain(MessageRow row) {
        Map<Username, UserId> known = mentionedIn(row.id());
        database.mentions.removeAllOf(row.id().value());
        mention(row, known, known.values());
    }

    /**
     * Stores the mentions of a new message.
     *
     * @param known whom names mean that mean somebody already
     */
    void mention(MessageRow row, Map<Username, UserId> known) {
        mention(row, known, Set.of());
    }

    private void mention(MessageRow row, Map<Username, UserId> known, Collection<UserId> evenIfGone) {
        NewMessage original = row.original();
        if (row.text() == null) {
            return;
        }
        List<Username> names = new ArrayList<>(Mentions.in(row.text()));
        names.sort(Comparator.comparing(name -> !known.containsKey(name)));
        for (Username name : names) {
            Optional.ofNullable(known.get(name))
                    .or(() -> database.names.find(name))
                    .filter(user -> !user.equals(original.sender()))
                    .filter(user -> evenIfGone.contains(user) || database.members.has(Key.of(original.chat(), user)))
                    .filter(user -> !database.mentions.has(Key.of(row.id(), user)))
                    .ifPresent(user -> database.mentions.put(Key.of(row.id(), user), new MentionRow(user, name)));
        }
    }

    /** A message as the viewer sees it. */
    MessageWithStatus withStatus(MessageRow row, UserId viewer) {
        return withStatus(row, viewer, othersOf(row.original().chat(), viewer));
    }

    /** A message as the viewer sees it, given the furthest positions of the other members. */
    MessageWithStatus withStatus(MessageRow row, UserId viewer, ReadPositions others) {
        boolean own = row.original().sender().equals(viewer);
        return new MessageWithStatus(stored(row), own ? DeliveryStatus.of(row.id(), others) : null);
    }

    StoredMessage stored(MessageRow row) {
        NewMessage original = row.original();
        return new StoredMessage(
                row.id(),
                original.chat(),
                original.sender(),
                original.replyTo(),
                row.forwardedFrom(),
                original.type(),
                row.text(),
                database.attachments.of(row.id().value()).toList(),
                original.createdAt(),
                row.updatedAt());
    }

    /** The furthest positions of the other members of a chat (rule M4); the saved chat has none and counts as read. */
    ReadPositions othersOf(ChatId chat, UserId viewer) {
        if (database.chats.find(chat).filter(ChatRow::isSaved).isPresent()) {
            return ReadPositions.START.readUpTo(ViewerState.END);
        }
        return database.membersOf(chat)
                .filter(member -> !member.user().equals(viewer))
                .map(MemberRow::positions)
                .reduce(ReadPositions.START, ReadPositions::furthest);
    }
}
