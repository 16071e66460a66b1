package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.chat.port.Rights;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageRight;
import dev.messenger.domain.message.WritingRight;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The facts that decide what a user may do. Thread-safe. */
public final class InMemoryRights implements Rights {

    private final Database database;
    private final MessageRows rows;

    public InMemoryRights(Database database, Relationships relationships) {
        this.database = database;
        this.rows = new MessageRows(database, relationships);
    }

    @Override
    public Map<ChatId, ChatRight> inChats(UserId user, Collection<ChatId> chats) {
        return database.transactions.inTransaction(() -> {
            Map<ChatId, ChatRight> rights = new HashMap<>();
            chats.forEach(chat -> rows.right(chat, user)
                    .ifPresent(right -> rights.put(chat, new ChatRight(right, database.bans.has(Key.of(chat, user))))));
            return rights;
        });
    }

    @Override
    public Map<MessageId, MessageRight> onMessages(UserId user, Collection<MessageId> messages) {
        return database.transactions.inTransaction(() -> {
            Map<MessageId, MessageRight> rights = new HashMap<>();
            messages.forEach(message -> onMessage(user, message).ifPresent(right -> rights.put(message, right)));
            return rights;
        });
    }

    private Optional<MessageRight> onMessage(UserId user, MessageId message) {
        return rows.find(message, user)
                .flatMap(row -> rows.right(row.original().chat(), user).map(right -> right(row, user, right)));
    }

    private static MessageRight right(MessageRow row, UserId user, WritingRight inChat) {
        return new MessageRight(user, row.original().sender(), row.isForward(), inChat);
    }
}
