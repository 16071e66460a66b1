package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.application.message.port.PostingFacts.EarlierMessage;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages and the read positions of members. One transaction runs at a time, so writers of a chat wait for one
 * another (rule M13). Thread-safe.
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
    public List<PostResult> post(List<PostRequest> requests, PostingPolicy policy) {
        return database.transactions.inTransaction(
                () -> requests.stream().map(request -> post(request, policy)).toList());
    }

    private PostResult post(PostRequest request, PostingPolicy policy) {
        NewMessage message = request.message();
        WritingRight right = rows.right(message.chat(), message.sender()).orElse(null);
        return right == null
                ? new PostResult.Refused(new ChatNotFound())
                : policy.decide(new PostingFacts(right, request.limited(), earlier(message), replyVisible(message)))
                        .orElseGet(() -> new PostResult.Stored(add(message)));
    }

    private @Nullable EarlierMessage earlier(NewMessage message) {
        ClientMessageId clientId = message.clientMessageId();
        MessageId id = clientId == null
                ? null
                : database.clientIds.find(keyOf(message, clientId)).orElse(null);
        if (id == null) {
            return null;
        }
        Key key = Key.of(message.chat(), id);
        return database.messages
                .find(key)
                .map(row -> new EarlierMessage(hasContent(message, row), rows.withStatus(row, message.sender())))
                .or(() -> database.deletedMessages
                        .find(key)
                        .map(row -> new EarlierMessage(hasContent(message, row), null)))
                .orElse(null);
    }

    private static boolean hasContent(NewMessage message, MessageRow row) {
        NewMessage original = row.original();
        return message.hasContent(original.type(), original.text(), original.replyTo());
    }

    private boolean replyVisible(NewMessage message) {
        MessageId replyTo = message.replyTo();
        return replyTo == null
                || database.visibleTo(message.chat(), replyTo, message.sender()).isPresent();
    }

    private MessageWithStatus add(NewMessage message) {
        MessageId id = new MessageId(database.messageIds.next());
        MessageRow row = MessageRow.sent(id, rows.inOrder(message));
        rows.add(row);
        rows.mention(row, Map.of());
        ClientMessageId clientId = message.clientMessageId();
        if (clientId != null) {
            database.clientIds.put(keyOf(message, clientId), id);
        }
        outbox.append(new Event.MessageCreated(message.chat(), id, message.sender()));
        return rows.withStatus(row, message.sender());
    }

    @Override
    public Optional<History> history(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        return database.transactions.inTransaction(() -> database.standing(chat, viewer)
                .map(standing -> new History(standing, page(chat, viewer, before, limit))));
    }

    @Override
    public Optional<History> historyAfter(ChatId chat, UserId viewer, MessageId after, int limit) {
        return database.transactions.inTransaction(() -> database.standing(chat, viewer)
                .map(standing -> {
                    List<MessageWithStatus> following = page(chat, viewer, null, Integer.MAX_VALUE).stream()
                            .filter(seen -> seen.message().id().value() > after.value())
                            .toList();
                    return new History(
                            standing, following.subList(Math.max(0, following.size() - limit), following.size()));
                }));
    }

    private List<MessageWithStatus> page(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        ReadPositions others = rows.othersOf(chat, viewer);
        return rows.visible(chat, viewer, before)
                .limit(limit)
                .map(row -> rows.withStatus(row, viewer, others))
                .toList();
    }

    @Override
    public Optional<MessageWithStatus> find(MessageId message, UserId viewer) {
        return database.transactions.inTransaction(
                () -> rows.find(message, viewer).map(row -> rows.withStatus(row, viewer)));
    }

    @Override
    public void touch(MessageId message, Instant at) {
        database.transactions.run(() -> database.chatOfMessage
                .find(message)
                .ifPresent(chat -> database.messages.update(Key.of(chat, message), row -> row.touched(at))));
    }

    @Override
    public Optional<ReadPositions> lockPositions(ChatId chat, UserId member) {
        return database.transactions.inTransaction(
                () -> database.members.find(Key.of(chat, member)).map(MemberRow::positions));
    }

    @Override
    public void savePositions(ChatId chat, UserId member, ReadPositions positions) {
        database.transactions.run(() -> database.members.update(Key.of(chat, member), row -> row.with(positions)));
    }

    private static String keyOf(NewMessage message, ClientMessageId clientId) {
        return message.chat() + " " + message.sender() + " " + clientId;
    }
}
