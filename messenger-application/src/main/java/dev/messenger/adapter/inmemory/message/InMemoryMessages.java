package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.NewMessage;
import dev.messenger.application.message.StoredMessage;
import dev.messenger.application.message.port.Messages;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages and how far members have read them. The one transaction that runs at a time is every chat's turn (rule
 * M13). Thread-safe.
 */
public final class InMemoryMessages implements Messages {

    private final Database database;
    private final Outbox outbox;

    public InMemoryMessages(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    @Override
    public Optional<Turn> takeTurn(
            ChatId chat, UserId sender, @Nullable ClientMessageId clientMessageId, @Nullable MessageId replyTo) {
        return database.transactions()
                .inTransaction(() -> database.standing(chat, sender)
                        .map(standing -> new Turn(
                                standing,
                                clientMessageId == null ? null : sentBefore(chat, sender, clientMessageId),
                                replyTo == null || isVisible(chat, replyTo, sender))));
    }

    private @Nullable SentBefore sentBefore(ChatId chat, UserId sender, ClientMessageId clientId) {
        return database.clientIds()
                .find(keyOf(chat, sender, clientId))
                .flatMap(message -> database.messages().find(Key.of(chat, message)))
                .map(row -> new SentBefore(row.original(), seen(row, sender)))
                .orElse(null);
    }

    private boolean isVisible(ChatId chat, MessageId message, UserId viewer) {
        return database.visibleTo(chat, message, viewer).isPresent();
    }

    @Override
    public Seen post(NewMessage message) {
        return database.transactions().inTransaction(() -> {
            MessageId id = new MessageId(database.messageIds().next());
            MessageRow row = new MessageRow(id, message, message.createdAt());
            database.messages().put(Key.of(message.chat(), id), row);
            database.chatOfMessage().put(id, message.chat());
            ClientMessageId clientId = message.clientMessageId();
            if (clientId != null) {
                database.clientIds().put(keyOf(message.chat(), message.sender(), clientId), id);
            }
            outbox.append(new Event.MessageCreated(message.chat(), id, message.sender()));
            return seen(row, message.sender());
        });
    }

    @Override
    public Optional<History> history(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        return database.transactions()
                .inTransaction(() -> database.standing(chat, viewer)
                        .map(standing -> new History(
                                standing,
                                database.members()
                                        .find(Key.of(chat, viewer))
                                        .map(member -> page(member, before, limit))
                                        .orElse(List.of()))));
    }

    private List<Seen> page(MemberRow member, @Nullable MessageId before, int limit) {
        UserId viewer = member.user();
        Progress others = othersOf(member.chat(), viewer);
        return database.visibleTo(member)
                .filter(row -> before == null || row.id().compareTo(before) < 0)
                .limit(limit)
                .map(row -> seen(row, viewer, others))
                .toList();
    }

    @Override
    public Optional<Seen> find(MessageId message, UserId viewer) {
        return database.transactions()
                .inTransaction(() -> database.chatOfMessage()
                        .find(message)
                        .flatMap(chat -> database.visibleTo(chat, message, viewer))
                        .map(row -> seen(row, viewer)));
    }

    @Override
    public void touch(MessageId message, Instant at) {
        database.transactions()
                .run(() -> database.chatOfMessage()
                        .find(message)
                        .map(chat -> Key.of(chat, message))
                        .ifPresent(key -> database.messages()
                                .find(key)
                                .ifPresent(row -> database.messages().put(key, row.touched(at)))));
    }

    @Override
    public Optional<ReadPositions> lockPositions(ChatId chat, UserId member) {
        return database.transactions()
                .inTransaction(
                        () -> database.members().find(Key.of(chat, member)).map(MemberRow::positions));
    }

    @Override
    public void savePositions(ChatId chat, UserId member, ReadPositions positions) {
        database.transactions()
                .run(() -> database.members()
                        .find(Key.of(chat, member))
                        .ifPresent(row -> database.members().put(Key.of(chat, member), row.with(positions))));
    }

    private Seen seen(MessageRow row, UserId viewer) {
        return seen(row, viewer, othersOf(row.original().chat(), viewer));
    }

    private Seen seen(MessageRow row, UserId viewer, Progress others) {
        boolean own = row.original().sender().equals(viewer);
        return new Seen(stored(row), own ? others.of(row.id()) : null);
    }

    private StoredMessage stored(MessageRow row) {
        NewMessage original = row.original();
        return new StoredMessage(
                row.id(),
                original.chat(),
                original.sender(),
                original.replyTo(),
                null,
                original.type(),
                original.text(),
                database.attachments()
                        .between(Key.below(row.id().value()), Key.above(row.id().value()))
                        .toList(),
                original.createdAt(),
                row.updatedAt());
    }

    /** How far the furthest of the others has got in a chat (rule M4). */
    private Progress othersOf(ChatId chat, UserId viewer) {
        return database.membersOf(chat)
                .filter(member -> !member.user().equals(viewer))
                .map(MemberRow::positions)
                .map(positions -> new Progress(valueOf(positions.delivered()), valueOf(positions.read())))
                .reduce(new Progress(0, 0), Progress::furthest);
    }

    private record Progress(long delivered, long read) {

        Progress furthest(Progress other) {
            return new Progress(Math.max(delivered, other.delivered), Math.max(read, other.read));
        }

        DeliveryStatus of(MessageId message) {
            if (message.value() <= read) {
                return DeliveryStatus.READ;
            }
            return message.value() <= delivered ? DeliveryStatus.DELIVERED : DeliveryStatus.SENT;
        }
    }

    private static long valueOf(@Nullable MessageId position) {
        return position == null ? 0 : position.value();
    }

    private static String keyOf(ChatId chat, UserId sender, ClientMessageId clientId) {
        return chat + " " + sender + " " + clientId;
    }
}
