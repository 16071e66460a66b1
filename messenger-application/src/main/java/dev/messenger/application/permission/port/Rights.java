package dev.messenger.application.permission.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageRight;
import dev.messenger.domain.message.WritingRight;
import java.util.Collection;
import java.util.Map;

/**
 * What decides about what someone may do, without holding anything against change: for many chats or messages in one round
 * trip, whose cost grows with their number alone. Thread-safe.
 */
public interface Rights {

    /** What decides in these chats: an entry for each chat that exists, whether or not {@code user} may see it. */
    Map<ChatId, ChatRight> inChats(UserId user, Collection<ChatId> chats);

    /** What decides about these messages: an entry for each that {@code user} can see as a member of its chat. */
    Map<MessageId, MessageRight> onMessages(UserId user, Collection<MessageId> messages);

    /**
     * What decides in a chat.
     *
     * @param isBanned whether the user was removed by staff and not added again
     */
    record ChatRight(WritingRight writing, boolean isBanned) {}
}
