package dev.messenger.application.realtime.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import java.util.Map;
import java.util.Set;

/** Finds the recipients of events among the connected users. Nothing is cached between calls. Thread-safe. */
public interface Audience {

    /**
     * The members of these chats among some users, in one round trip. A removed member is missing at once (rule R4).
     *
     * @return by chat and user; a chat that was deleted, or has none of these users, is missing
     */
    Map<ChatId, Map<UserId, Standing>> members(Set<ChatId> chats, Set<UserId> among);

    /**
     * The users among some who were members of a chat when it was deleted.
     *
     * @return by chat; a chat that had none of these users is missing
     */
    Map<ChatId, Set<UserId>> lastMembers(Set<ChatId> deleted, Set<UserId> among);

    /** The counts of these chats, the same for all viewers, in one round trip; deleted chats are missing. */
    Map<ChatId, ChatCounts> counts(Set<ChatId> chats);

    /** The members whom each message mentions, in one round trip; a message that mentions nobody is missing. */
    Map<MessageId, Set<UserId>> mentioned(ChatId chat, Set<MessageId> messages);

    /** The users among some who have a private chat with {@code user}. */
    Set<UserId> counterparts(UserId user, Set<UserId> among);

    /**
     * The users among some who share a group with {@code user}, or a channel in which one of the two is staff: subscribers do not
     * see one another.
     */
    Set<UserId> fellows(UserId user, Set<UserId> among);
}
