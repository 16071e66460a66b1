package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import dev.messenger.domain.message.WritingRight;
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
    private final MessageRows rows;

    public InMemoryMessages(Database database, Outbox outbox, Relationships relationships) {
        this.database = database;
        this.outbox = outbox;
        this.rows = new MessageRows(database, relationships);
    }

    @Override
    public List<Optional<Turn>> takeTurns(List<NewMessage> messages) {
        return database.transactions()
                .inTransaction(() -> messages.stream()
                        .map(message -> turn(message).map(Turn.class::cast))
                        .toList());
    }

    private Optional<Taken> turn(NewMessage message) {
        ChatId chat = message.chat();
        UserId sender = message.sender();
        ClientMessageId clientId = message.clientMessageId();
        MessageId replyTo = message.replyTo();
        return rows.right(chat, sender)
                .map(right -> new Taken(
                        message,
                        right,
                        clientId == null ? null : sentBefore(chat, sender, clientId),
                        replyTo == null || isVisible(chat, replyTo, sender)));
    }

    private record Taken(
            NewMessage message,
            WritingRight right,
            @Nullable SentBefore sentBefore,
            boolean replyVisible) implements Turn {

        @Override
        public String grounds() {
            return right.toString();
        }

        private boolean isNothingToDecide(String earlier) {
            return sentBefore == null && replyVisible && grounds().equals(earlier);
        }
    }

    private @Nullable SentBefore sentBefore(ChatId chat, UserId sender, ClientMessageId clientId) {
        MessageId message =
                database.clientIds().find(keyOf(chat, sender, clientId)).orElse(null);
        if (message == null) {
            return null;
        }
        return database.messages()
                .find(Key.of(chat, message))
                .map(row -> new SentBefore(row.original(), rows.seen(row, sender)))
                .or(() -> database.deletedMessages()
                        .find(Key.of(chat, message))
                        .map(row -> new SentBefore(row.original(), null)))
                .orElse(null);
    }

    private boolean isVisible(ChatId chat, MessageId message, UserId viewer) {
        return database.visibleTo(chat, message, viewer).isPresent();
    }

    @Override
    public List<MessageWithStatus> postAll(List<Turn> turns) {
        return database.transactions()
                .inTransaction(
                        () -> turns.stream().map(turn -> add(turn.message())).toList());
    }

    @Override
    public Optional<List<MessageWithStatus>> postOnGrounds(List<Grounded> messages) {
        if (database.transactions().isActive()) {
            throw new IllegalStateException("this thread is in a transaction already");
        }
        return database.transactions().inTransaction(() -> {
            boolean isNothingToDecide = messages.stream()
                    .allMatch(one -> turn(one.message())
                            .filter(turn -> turn.isNothingToDecide(one.grounds()))
                            .isPresent());
            return isNothingToDecide
                    ? Optional.of(
                            messages.stream().map(one -> add(one.message())).toList())
                    : Optional.empty();
        });
    }

    private MessageWithStatus add(NewMessage message) {
        MessageId id = new MessageId(database.messageIds().next());
        MessageRow row = MessageRow.sent(id, message);
        database.messages().put(Key.of(message.chat(), id), row);
        database.chatOfMessage().put(id, message.chat());
        ClientMessageId clientId = message.clientMessageId();
        if (clientId != null) {
            database.clientIds().put(keyOf(message.chat(), message.sender(), clientId), id);
        }
        rows.mention(row);
        outbox.append(new Event.MessageCreated(message.chat(), id, message.sender()));
        return rows.seen(row, message.sender());
    }

    @Override
    public Optional<History> history(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        return database.transactions()
                .inTransaction(() -> database.standing(chat, viewer)
                        .map(standing -> new History(standing, page(chat, viewer, before, limit))));
    }

    private List<MessageWithStatus> page(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        ReadPositions others = rows.othersOf(chat, viewer);
        return rows.visible(chat, viewer, before)
                .limit(limit)
                .map(row -> rows.seen(row, viewer, others))
                .toList();
    }

    @Override
    public Optional<MessageWithStatus> find(MessageId message, UserId viewer) {
        return database.transactions()
                .inTransaction(() -> rows.find(message, viewer).map(row -> rows.seen(row, viewer)));
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

    private static String keyOf(ChatId chat, UserId sender, ClientMessageId clientId) {
        return chat + " " + sender + " " + clientId;
    }
}
