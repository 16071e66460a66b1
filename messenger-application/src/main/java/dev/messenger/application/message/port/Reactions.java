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
     * Gives a reaction, or takes it back when it was given. To be called while the message is held.
     *
     * @return whether it was given
     */
    boolean toggle(ChatId chat, MessageId message, UserId user, Emoji emoji, Instant at);

    /** The reactions to a message, however many gave them at the same cost: by count, then by first use (rule M11). */
    List<ReactionView> of(ChatId chat, MessageId message, UserId viewer);

    /**
     * The same for many viewers, in one round trip.
     *
     * @return an entry for each of them who can see the message
     */
    Map<UserId, List<ReactionView>> seenBy(ChatId chat, MessageId message, Set<UserId> viewers);
}
