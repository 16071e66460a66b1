package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a viewer of a chat that decides which of its messages they see, and how.
 *
 * @param cleared the viewer cleared the messages up to this one; null for none
 * @param newestHidden the newest message that the viewer deleted for themselves; null for none
 * @param others the furthest positions of the other members (rule M4); beyond every message in the saved chat, which has no others
 */
public record ViewerState(
        Standing standing,
        @Nullable MessageId cleared,
        @Nullable MessageId newestHidden,
        ReadPositions others) {

    /** A position beyond every message. */
    public static final MessageId END = new MessageId(Long.MAX_VALUE);

    public boolean hasCleared(MessageId message) {
        return cleared != null && message.compareTo(cleared) <= 0;
    }

    /** Whether the viewer deleted neither this message nor a newer one for themselves. */
    public boolean hidesNothingFrom(MessageId message) {
        return newestHidden == null || message.compareTo(newestHidden) > 0;
    }

    /** The status that the viewer sees; null for messages of others (rule M4). */
    public @Nullable DeliveryStatus statusOf(StoredMessage message, UserId viewer) {
        return message.sender().equals(viewer) ? DeliveryStatus.of(message.id(), others) : null;
    }
}
