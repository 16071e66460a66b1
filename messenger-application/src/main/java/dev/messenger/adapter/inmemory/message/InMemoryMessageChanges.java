package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Changes of stored messages. One transaction runs at a time, so it needs no locks. Thread-safe. */
public final class InMemoryMessageChanges implements MessageChanges {

    private final Database database;
    private final Outbox outbox;
    private final MessageRows rows;

    public InMemoryMessageChanges(Database database, Outbox outbox, Relationships relationships) {
        this.database = database;
        this.outbox = outbox;
        this.rows = new MessageRows(database, relationships);
    }

    @Override
    public Optional<LockedMessage> lockMessage(MessageId message, UserId viewer) {
        return database.transactions.inTransaction(() -> rows.find(message, viewer)
                .flatMap(row -> rows.right(row.original().chat(), viewer)
                        .map(right -> new LockedMessage(rows.withStatus(row, viewer), right, row.isForward()))));
    }

    @Override
    public void lockChatOf(MessageId message) {
        database.transactions.run(() -> {});
    }

    @Override
    public Map<ChatId, WritingRight> lockChats(Set<ChatId> chats, UserId sender) {
        return database.transactions.inTransaction(() -> {
            Map<ChatId, WritingRight> rights = new HashMap<>();
            chats.forEach(chat -> rows.right(chat, sender).ifPresent(right -> rights.put(chat, right)));
            return rights;
        });
    }

    @Override
    public boolean edit(MessageId message, @Nullable MessageText text, Instant at) {
        return database.transactions.inTransaction(() -> {
            Key key = keyOf(message);
            List<Long> before = database.mentions.idsOf(message.value());
            MessageRow edited = database.messages.find(key).orElseThrow().edited(text, at);
            database.messages.put(key, edited);
            rows.mentionAgain(edited);
            return !before.equals(database.mentions.idsOf(message.value()));
        });
    }

    @Override
    public void hide(ChatId chat, MessageId message, UserId member) {
        database.transactions.run(() -> {
            database.hiddenMessages.put(Key.of(message, member), message);
            database.notifications.removeIf(view -> view.user().equals(member) && message.equals(view.message()));
            database.behindMentions.remove(Key.of(message, member));
        });
    }

    @Override
    public void delete(ChatId chat, MessageId message, Instant at) {
        database.transactions.run(() -> {
            Key key = Key.of(chat, message);
            MessageRow deleted = database.messages.find(key).orElseThrow();
            database.messages.remove(key);
            database.deletedMessages.put(key, deleted.edited(null, at));
            database.mentions.removeAllOf(message.value());
            database.reactions.removeAllOf(message.value());
            database.attachments.removeAllOf(message.value());
            database.chats.update(chat, row -> message.equals(row.pinned()) ? row.pinning(null) : row);
        });
    }

    @Override
    public Map<ChatId, MessageWithStatus> forward(
            StoredMessage original, Set<ChatId> targets, UserId sender, boolean withAuthor, Instant at) {
        return database.transactions.inTransaction(() -> {
            MessageId from = withAuthor ? Objects.requireNonNullElse(original.forwardedFrom(), original.id()) : null;
            Map<ChatId, MessageWithStatus> forwards = new HashMap<>();
            for (ChatId target : new TreeSet<>(targets)) {
                MessageId id = new MessageId(database.messageIds.next());
                MessageRow row = MessageRow.forwarded(
                        id,
                        rows.inOrder(new NewMessage(target, sender, original.type(), original.text(), null, null, at)),
                        from);
                rows.add(row);
                rows.mention(row, rows.mentionedIn(original.id()));
                original.attachments().forEach(file -> attach(file, id));
                outbox.append(new Event.MessageCreated(target, id, sender));
                forwards.put(target, rows.withStatus(row, sender));
            }
            return forwards;
        });
    }

    private void attach(Attachment file, MessageId message) {
        AttachmentId id = new AttachmentId(database.attachmentIds.next());
        database.attachments.put(
                Key.of(message, id),
                new Attachment(id, message, file.key(), file.type(), file.size(), file.waveform()));
    }

    private Key keyOf(MessageId message) {
        return Key.of(database.chatOfMessage.find(message).orElseThrow(), message);
    }
}
