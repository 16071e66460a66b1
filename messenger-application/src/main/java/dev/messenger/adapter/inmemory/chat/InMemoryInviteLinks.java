package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.chat.port.InviteLinks;
import dev.messenger.domain.chat.ChatId;
import java.util.Optional;

/** Invite links. Thread-safe. */
public final class InMemoryInviteLinks implements InviteLinks {

    private final Database database;

    public InMemoryInviteLinks(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> tokenOf(ChatId chat) {
        return database.transactions.inTransaction(() -> database.inviteTokens.find(chat));
    }

    @Override
    public void add(ChatId chat, String token) {
        database.transactions.run(() -> {
            database.inviteTokens.put(chat, token);
            database.invitedTo.put(token, chat);
        });
    }

    @Override
    public void revoke(ChatId chat) {
        database.transactions.run(() -> database.removeInvite(chat));
    }

    @Override
    public Optional<ChatId> chatOf(String token) {
        return database.transactions.inTransaction(() -> database.invitedTo.find(token));
    }
}
