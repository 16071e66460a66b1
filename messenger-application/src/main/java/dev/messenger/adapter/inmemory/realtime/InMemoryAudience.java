package dev.messenger.adapter.inmemory.realtime;

import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who hears of a chat. Thread-safe. */
public final class InMemoryAudience implements Audience {

    private final Database database;

    public InMemoryAudience(Database database) {
        this.database = database;
    }

    @Override
    public Map<ChatId, Map<UserId, Standing>> members(Set<ChatId> chats, Set<UserId> among) {
        return database.transactions().inTransaction(() -> {
            Map<ChatId, Map<UserId, Standing>> members = new HashMap<>();
            for (ChatId chat : chats) {
                for (UserId user : among) {
                    database.standing(chat, user)
                            .filter(Standing::isMember)
                            .ifPresent(standing -> members.computeIfAbsent(chat, c -> new HashMap<>())
                                    .put(user, standing));
                }
            }
            return members;
        });
    }

    @Override
    public Set<UserId> counterparts(UserId user, Set<UserId> among) {
        return database.transactions().inTransaction(() -> {
            Set<UserId> found = new HashSet<>();
            for (UserId other : among) {
                boolean talk = !other.equals(user)
                        && database.privateChats()
                                .find(Key.ofPair(user, other))
                                .flatMap(database.chats()::find)
                                .map(ChatRow::id)
                                .isPresent();
                if (talk) {
                    found.add(other);
                }
            }
            return found;
        });
    }
}
