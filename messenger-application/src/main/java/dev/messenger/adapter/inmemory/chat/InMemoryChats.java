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
import dev.messenger.domain.chat.Member;
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

/** The chats. The one transaction that runs at a time has every chat locked. Thread-safe. */
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
            join(id, chat.owner(), Role.OWNER, chat.createdAt());
            chat.members().forEach(member -> join(id, member, Role.MEMBER, chat.createdAt()));
            return id;
        });
    }

    @Override
    public FoundOrCreated findOrCreatePrivate(UserId one, UserId other, PublicId publicId, Instant now) {
        return findOrMake(one, other, publicId, now);
    }

    /** The pair of a user with themselves. */
    @Override
    public FoundOrCreated findOrCreateSaved(UserId user, PublicId publicId, Instant now) {
        return findOrMake(user, user, publicId, now);
    }

    private FoundOrCreated findOrMake(UserId one, UserId other, PublicId publicId, Instant now) {
        return database.transactions.inTransaction(() -> findPrivate(one, other)
                .map(id -> new FoundOrCreated(id, false))
                .orElseGet(() -> new FoundOrCreated(newPrivateChat(one, other, publicId, now), true)));
    }

    private ChatId newPrivateChat(UserId one, UserId other, PublicId publicId, Instant now) {
        ChatId id = new ChatId(database.chatIds.next());
        boolean isSaved = one.equals(other);
        store(new ChatRow(id, ChatType.PRIVATE, publicId, null, null, null, null, false, isSaved, null, now));
        database.privateChats.put(Key.ofPair(one, other), id);
        join(id, one, Role.MEMBER, now);
        if (!isSaved) {
            join(id, other, Role.MEMBER, now);
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
                        standing, database.chats.find(chat).orElseThrow().isSaved())));
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
        database.transactions.run(
                () -> database.chats.find(chat).ifPresent(row -> database.chats.put(chat, how.apply(row))));
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
        for (MemberRow member : members) {
            database.members.remove(Key.of(chat.id(), member.user()));
            database.chatsOf.remove(Key.of(member.user(), chat.id()));
        }
        for (MessageRow message : database.messagesOf(chat.id()).toList()) {
            database.messages.remove(Key.of(chat.id(), message.id()));
            database.chatOfMessage.remove(message.id());
            database.attachments
                    .between(
                            Key.below(message.id().value()),
                            Key.above(message.id().value()))
                    .toList()
                    .forEach(file -> database.attachments.remove(Key.of(message.id(), file.id())));
        }
        database.inviteTokens.find(chat.id()).ifPresent(database.invitedTo::remove);
        database.inviteTokens.remove(chat.id());
        database.publicIds.remove(chat.publicId().value());
        database.chats.remove(chat.id());
    }

    private void store(ChatRow chat) {
        database.chats.put(chat.id(), chat);
        database.publicIds.put(chat.publicId().value(), chat.id());
    }

    private void join(ChatId chat, UserId user, Role role, Instant now) {
        Member member = new Member(database.memberIds.next(), user, role, now);
        database.members.put(Key.of(chat, user), MemberRow.joining(chat, member, 0));
        database.chatsOf.put(Key.of(user, chat), chat);
    }
}
