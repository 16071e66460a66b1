package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageRight;
import dev.messenger.domain.message.WritingRight;
import java.util.Collection;
import java.util.Map;

/**
 * Reads what decides about a user's rights, without locks, for many chats or messages in one round trip whose cost grows with their
 * number alone. Thread-safe.
 */
public interface Rights {

    /** The rights in these chats: an entry for each existing chat, whether or not {@code user} may see it. */
    Map<ChatId, ChatRight> inChats(UserId user, Collection<ChatId> chats);

    /** The rights on these messages: an entry for each that {@code user} can see as a member of its chat. */
    Map<MessageId, MessageRight> onMessages(UserId user, Collection<MessageId> messages);

    /**
     * The rights in a chat.
     *
     * @param isBanned whether staff removed the user and nobody added them again
     */
    record ChatRight(WritingRight writing, boolean isBanned) {}
}
