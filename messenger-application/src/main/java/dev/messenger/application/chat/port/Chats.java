package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chats and who is in them. Thread-safe. */
public interface Chats {

    /**
     * Stores a new group or channel with its members.
     *
     * @throws HandleTaken when another chat has the handle, also when both are stored at the same instant
     */
    ChatId add(NewChat chat);

    /**
     * The private chat of two users, made when there is none. There is never a second one, also when both sides ask at
     * the same instant (rule H1).
     *
     * @param publicId for a chat that is made now
     */
    PrivateChat privateChat(UserId one, UserId other, PublicId publicId, Instant now);

    /** A private chat, and whether it was made by this very call. */
    record PrivateChat(ChatId id, boolean created) {}

    /** The saved chat of {@code user}, made when there is none; never a second one (rule H14). */
    PrivateChat savedChat(UserId user, PublicId publicId, Instant now);

    /** The private chat of two users, or empty. */
    Optional<ChatId> findPrivate(UserId one, UserId other);

    /** The chat with this public id, or empty. */
    Optional<ChatId> findByPublicId(PublicId publicId);

    /** How {@code user} stands to the chat; empty when there is no such chat. */
    Optional<Standing> standing(ChatId chat, UserId user);

    /**
     * Locks the chat until the transaction ends: whoever changes who is in it, or what it is, comes one after another. Locked
     * before any of its members.
     *
     * @return how {@code user} stands to it; empty when there is no such chat
     */
    Optional<Locked> lock(ChatId chat, UserId user);

    /**
     * How someone stands to a chat that is locked.
     *
     * @param isSaved whether it is somebody's saved messages
     */
    record Locked(Standing standing, boolean isSaved) {}

    /** Stores another title. */
    void rename(ChatId chat, Title title);

    /** Stores another description, or none. */
    void describe(ChatId chat, @Nullable Description description);

    /** Stores another avatar, or none. */
    void picture(ChatId chat, @Nullable Avatar avatar);

    /**
     * Pins a message that {@code viewer} can see in the chat.
     *
     * @return false when there is no such message; nothing changed
     */
    boolean pin(ChatId chat, MessageId message, UserId viewer);

    /** Pins nothing. */
    void unpin(ChatId chat);

    /** Deletes a chat for everyone. It cannot be found from then on; what it leaves goes by {@link ChatPurge}. */
    void remove(ChatId chat, Instant now);
}
