package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores chats. Thread-safe. */
public interface Chats {

    /**
     * Stores a new group or channel with its members.
     *
     * @throws HandleTaken when another chat has the handle, also when both are stored concurrently
     */
    ChatId add(NewChat chat);

    /**
     * The private chat of two users, created when there is none. There is never a second one, also when both sides ask concurrently (rule H1).
     *
     * @param publicId of a new chat
     */
    FoundOrCreated findOrCreatePrivate(UserId one, UserId other, PublicId publicId, Instant now);

    /**
     * A chat that exists after the call.
     *
     * @param created whether this call created it
     */
    record FoundOrCreated(ChatId id, boolean created) {}

    /** The saved chat of {@code user}, created when there is none; there is never a second one (rule H14). */
    FoundOrCreated findOrCreateSaved(UserId user, PublicId publicId, Instant now);

    /** The private chat of two users, or empty. */
    Optional<ChatId> findPrivate(UserId one, UserId other);

    /** The chat with this public id, or empty. */
    Optional<ChatId> findByPublicId(PublicId publicId);

    /** The standing of {@code user} in the chat; empty when there is no such chat. */
    Optional<Standing> standing(ChatId chat, UserId user);

    /** {@link Standing#require} for {@code user}, also when there is no such chat. */
    default void require(ChatId chat, UserId user, Permission permission) {
        standing(chat, user).orElseThrow(ChatNotFound::new).require(permission);
    }

    /**
     * Locks the chat until the transaction ends, so that changes of its profile and members are serial. Lock the chat before any of its
     * members.
     *
     * @return empty when there is no such chat
     */
    Optional<LockedChat> lock(ChatId chat, UserId user);

    /**
     * A locked chat.
     *
     * @param standing of the user who locks it
     * @param membersCount how many members it has
     */
    record LockedChat(Standing standing, boolean isSaved, int membersCount) {}

    void changeTitle(ChatId chat, Title title);

    void changeDescription(ChatId chat, @Nullable Description description);

    void changeAvatar(ChatId chat, @Nullable Avatar avatar);

    /**
     * Pins a message that {@code viewer} can see in the chat.
     *
     * @return false when there is no such message
     */
    boolean pin(ChatId chat, MessageId message, UserId viewer);

    void unpin(ChatId chat);

    /** Deletes a chat for everyone. {@link ChatPurge} deletes its rows later. */
    void remove(ChatId chat, Instant now);
}
