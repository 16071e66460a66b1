package dev.messenger.application.realtime.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
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

    /** Which of these users have a private chat with {@code user}. */
    Set<UserId> counterparts(UserId user, Set<UserId> among);
}
