package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.chat.port.HandleTaken;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The chats. One transaction runs at a time, so it needs no locks. Thread-safe. */
public final class InMemoryChats implements Chats {

    private final Database database;

    public InMemoryChats(Database database) {
        this.database = database;
    }

    @Override
    public ChatId add(NewChat chat) {
        return database.transactions.inTransaction(() -> {
            ChatId id = new ChatId(database.chatIds.next());
            Handle handle = chat.handle();
            if (handle != null) {
                if (database.handles.has(handle.value())) {
                    throw new HandleTaken();
                }
                database.handles.put(handle.value(), id);
            }
            store(new ChatRow(
                    id,
                    chat.type(),
                    chat.publicId(),
                    chat.title(),
                    handle,
                    chat.description(),
                    null,
                    chat.isPublic(),
                    false,
                    null,
                    chat.createdAt()));
            database.addMember(id, chat.owner(), Role.OWNER, chat.createdAt());
            chat.members().forEach(member -> database.addMember(id, member, Role.MEMBER, chat.createdAt()));
            return id;
        });
    }

    @Override
    public FoundOrCreated findOrCreatePrivate(UserId one, UserId other, PublicId publicId, Instant now) {
        return database.transactions.inTransaction(() -> findPrivate(one, other)
                .map(id -> new FoundOrCreated(id, false))
                .orElseGet(() -> new FoundOrCreated(newPrivateChat(one, other, publicId, now), true)));
    }

    /** Stored as the private chat of a user with themselves. */
    @Override
    public FoundOrCreated findOrCreateSaved(UserId user, PublicId publicId, Instant now) {
        return findOrCreatePrivate(user, user, publicId, now);
    }

    private ChatId newPrivateChat(UserId one, UserId other, PublicId publicId, Instant now) {
        ChatId id = new ChatId(database.chatIds.next());
        boolean isSaved = one.equals(other);
        store(new ChatRow(id, ChatType.PRIVATE, publicId, null, null, null, null, false, isSaved, null, now));
        database.privateChats.put(Key.ofPair(one, other), id);
        database.addMember(id, one, Role.MEMBER, now);
        if (!isSaved) {
            database.addMember(id, other, Role.MEMBER, now);
        }
        return id;
    }

    @Override
    public Optional<ChatId> findPrivate(UserId one, UserId other) {
        return database.transactions.inTransaction(() -> database.privateChats.find(Key.ofPair(one, other)));
    }

    @Override
    public Optional<ChatId> findByPublicId(PublicId publicId) {
        return database.transactions.inTransaction(() -> database.publicIds.find(publicId.value()));
    }

    @Override
    public Optional<Standing> standing(ChatId chat, UserId user) {
        return database.transactions.inTransaction(() -> database.standing(chat, user));
    }

    @Override
    public Optional<LockedChat> lock(ChatId chat, UserId user) {
        return database.transactions.inTransaction(() -> database.standing(chat, user)
                .map(standing -> new LockedChat(
                        standing, database.chats.find(chat).orElseThrow().isSaved(), (int)
                                database.membersOf(chat).count())));
    }

    @Override
    public void changeTitle(ChatId chat, Title title) {
        change(chat, row -> row.with(title));
    }

    @Override
    public void changeDescription(ChatId chat, @Nullable Description description) {
        change(chat, row -> row.describedAs(description));
    }

    @Override
    public void changeAvatar(ChatId chat, @Nullable Avatar avatar) {
        change(chat, row -> row.showing(avatar));
    }

    @Override
    public boolean pin(ChatId chat, MessageId message, UserId viewer) {
        return database.transactions.inTransaction(() -> {
            boolean visible = database.visibleTo(chat, message, viewer).isPresent();
            if (visible) {
                change(chat, row -> row.pinning(message));
            }
            return visible;
        });
    }

    @Override
    public void unpin(ChatId chat) {
        change(chat, row -> row.pinning(null));
    }

    private void change(ChatId chat, UnaryOperator<ChatRow> how) {
        database.transactions.run(() -> database.chats.update(chat, how));
    }

    @Override
    public void remove(ChatId chat, Instant now) {
        database.transactions.run(() -> database.chats.find(chat).ifPresent(this::remove));
    }

    private void remove(ChatRow chat) {
        List<MemberRow> members = database.membersOf(chat.id()).toList();
        if (chat.type() == ChatType.PRIVATE) {
            database.privateChats.remove(
                    Key.ofPair(members.getFirst().user(), members.getLast().user()));
        }
        if (chat.handle() != null) {
            database.handles.remove(chat.handle().value());
        }
        members.forEach(member -> database.removeMember(chat.id(), member.user()));
        for (MessageRow message : database.messagesOf(chat.id()).toList()) {
            database.chatOfMessage.remove(message.id());
            database.attachments.removeAllOf(message.id().value());
        }
        database.messages.removeAllOf(chat.id().value());
        database.removeInvite(chat.id());
        database.publicIds.remove(chat.publicId().value());
        database.chats.remove(chat.id());
    }

    private void store(ChatRow chat) {
        database.chats.put(chat.id(), chat);
        database.publicIds.put(chat.publicId().value(), chat.id());
    }
}
