package dev.messenger.application.chat.port;

import dev.messenger.application.chat.HandleTaken;
import dev.messenger.application.chat.NewChat;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Standing;
import java.time.Instant;
import java.util.Optional;

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

    /** The chat with this public id, or empty. */
    Optional<ChatId> findByPublicId(PublicId publicId);

    /** How {@code user} stands to the chat; empty when there is no such chat. */
    Optional<Standing> standing(ChatId chat, UserId user);
}
