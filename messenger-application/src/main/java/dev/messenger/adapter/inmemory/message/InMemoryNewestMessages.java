package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest messages of chats and the state of each viewer. Thread-safe. */
public final class InMemoryNewestMessages implements NewestMessages {

    private final Database database;
    private final MessageRows rows;

    public InMemoryNewestMessages(Database database, Relationships relationships) {
        this.database = database;
        this.rows = new MessageRows(database, relationships);
    }

    @Override
    public Optional<Snapshot> read(ChatId chat, UserId viewer, @Nullable MessageId after, int limit) {
        return database.transactions.inTransaction(() -> viewerState(chat, viewer)
                .map(state ->
                        new Snapshot(state, state.standing().isMember() ? newest(chat, after, limit) : List.of())));
    }

    private List<StoredMessage> newest(ChatId chat, @Nullable MessageId after, int limit) {
        return database.messagesOf(chat)
                .takeWhile(message -> after == null || message.id().compareTo(after) > 0)
                .limit(limit)
                .map(rows::stored)
                .toList();
    }

    @Override
    public Optional<ViewerState> viewerState(ChatId chat, UserId viewer) {
        return database.transactions.inTransaction(() -> database.standing(chat, viewer)
                .map(standing -> new ViewerState(
                        standing, cleared(chat, viewer), newestHidden(chat, viewer), rows.othersOf(chat, viewer))));
    }

    private @Nullable MessageId cleared(ChatId chat, UserId viewer) {
        return database.members
                .find(Key.of(chat, viewer))
                .filter(member -> member.cleared() > 0)
                .map(member -> new MessageId(member.cleared()))
                .orElse(null);
    }

    private @Nullable MessageId newestHidden(ChatId chat, UserId viewer) {
        return database.messagesOf(chat)
                .map(MessageRow::id)
                .filter(message -> database.hiddenMessages.has(Key.of(message, viewer)))
                .findFirst()
                .orElse(null);
    }
}
