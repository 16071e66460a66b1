package dev.messenger.application.realtime.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import java.util.Map;
import java.util.Set;

/** Who may hear of a chat at this moment. Thread-safe. */
public interface Audience {

    /**
     * Which of these users are members of which of these chats, in one round trip. Nothing is remembered from call to call:
     * whoever was removed is missing at once (rule R4).
     *
     * @return by chat and user; a chat that is gone, or of which nobody is a member, is missing
     */
    Map<ChatId, Map<UserId, Standing>> members(Set<ChatId> chats, Set<UserId> among);

    /**
     * Which of these users were members of which of these chats when those were deleted.
     *
     * @return by chat; one in which nobody of them was is missing
     */
    Map<ChatId, Set<UserId>> lastMembers(Set<ChatId> deleted, Set<UserId> among);

    /** What of these chats changes by the doings of others, the same for all viewers, in one round trip; of deleted ones nothing. */
    Map<ChatId, ChatCounts> counts(Set<ChatId> chats);

    /** Whom of the members these messages mention, in one round trip; a message that mentions nobody is missing. */
    Map<MessageId, Set<UserId>> mentioned(ChatId chat, Set<MessageId> messages);

    /** Which of these users have a private chat with {@code user}. */
    Set<UserId> counterparts(UserId user, Set<UserId> among);

    /**
     * Which of these users meet {@code user} in a group, or in a channel where either is of the staff: subscribers do not know of one
     * another.
     */
    Set<UserId> fellows(UserId user, Set<UserId> among);
}
