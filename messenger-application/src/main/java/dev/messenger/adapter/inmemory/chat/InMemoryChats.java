package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.application.chat.HandleTaken;
import dev.messenger.application.chat.NewChat;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.ReadPositions;
import java.time.Instant;
import java.util.Optional;

/** The chats and who is in them. Thread-safe. */
public final class InMemoryChats implements Chats {

    private final Database database;

    public InMemoryChats(Database database) {
        this.database = database;
    }

    @Override
    public ChatId add(NewChat chat) {
        return database.transactions().inTransaction(() -> {
            ChatId id = new ChatId(database.chatIds().next());
            Handle handle = chat.handle();
            if (handle != null) {
                if (database.handles().has(handle.value())) {
                    throw new HandleTaken();
                }
                database.handles().put(handle.value(), id);
            }
            store(new ChatRow(
                    id,
                    chat.type(),
                    chat.publicId(),
                    chat.title(),
                    handle,
                    chat.description(),
                    chat.isPublic(),
                    chat.createdAt()));
            chat.members().forEach(member -> join(id, member, Role.MEMBER));
            join(id, chat.owner(), Role.OWNER);
            return id;
        });
    }

    @Override
    public PrivateChat privateChat(UserId one, UserId other, PublicId publicId, Instant now) {
        return database.transactions()
                .inTransaction(() -> database.privateChats()
                        .find(Key.ofPair(one, other))
                        .map(id -> new PrivateChat(id, false))
                        .orElseGet(() -> new PrivateChat(newPrivateChat(one, other, publicId, now), true)));
    }

    private ChatId newPrivateChat(UserId one, UserId other, PublicId publicId, Instant now) {
        ChatId id = new ChatId(database.chatIds().next());
        store(new ChatRow(id, ChatType.PRIVATE, publicId, null, null, null, false, now));
        database.privateChats().put(Key.ofPair(one, other), id);
        join(id, one, Role.MEMBER);
        join(id, other, Role.MEMBER);
        return id;
    }

    @Override
    public Optional<ChatId> findByPublicId(PublicId publicId) {
        return database.transactions().inTransaction(() -> database.publicIds().find(publicId.value()));
    }

    @Override
    public Optional<Standing> standing(ChatId chat, UserId user) {
        return database.transactions().inTransaction(() -> database.standing(chat, user));
    }

    private void store(ChatRow chat) {
        database.chats().put(chat.id(), chat);
        database.publicIds().put(chat.publicId().value(), chat.id());
    }

    private void join(ChatId chat, UserId user, Role role) {
        database.members().put(Key.of(chat, user), new MemberRow(chat, user, role, ReadPositions.START));
        database.chatsOf().put(Key.of(user, chat), chat);
    }
}
