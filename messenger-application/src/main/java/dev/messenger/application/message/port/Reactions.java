package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reactions to messages. Thread-safe. */
public interface Reactions {

    /**
     * Adds a reaction, or removes it when it is there. Requires the lock of the message ({@link MessageChanges#lockMessage}).
     *
     * @return whether it was added
     */
    boolean toggle(ChatId chat, MessageId message, UserId user, Emoji emoji, Instant at);

    /** The reactions to a message, by count, then by first use (rule M11). The cost does not grow with their number. */
    List<ReactionView> of(ChatId chat, MessageId message, UserId viewer);

    /**
     * The reactions as each of many viewers sees them, in one round trip.
     *
     * @return an entry for each viewer who can see the message
     */
    Map<UserId, List<ReactionView>> seenBy(ChatId chat, MessageId message, Set<UserId> viewers);
}
