package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import org.jspecify.annotations.Nullable;

/**
 * How one viewer looks at a chat: all that makes its messages look different to each.
 *
 * @param cleared messages up to it the viewer cleared away; null when there are none
 * @param newestHidden the newest message that the viewer deleted for themself alone; null when there is none
 * @param others how far the furthest of the others got (rule M4); in the saved chat, which has no others, beyond every message
 */
public record ViewerState(
        Standing standing,
        @Nullable MessageId cleared,
        @Nullable MessageId newestHidden,
        ReadPositions others) {

    /** Beyond every message. */
    public static final MessageId END = new MessageId(Long.MAX_VALUE);

    /** Whether the viewer has not cleared it away. */
    public boolean isLeft(MessageId message) {
        return cleared == null || message.compareTo(cleared) > 0;
    }

    /** Whether the viewer hid nothing from this message on, so that they see all that is left. */
    public boolean isWholeFrom(MessageId message) {
        return newestHidden == null || message.compareTo(newestHidden) > 0;
    }

    /** What the viewer learns of how far a message got; null for those of others (rule M4). */
    public @Nullable DeliveryStatus statusOf(StoredMessage message, UserId viewer) {
        return message.sender().equals(viewer) ? DeliveryStatus.of(message.id(), others) : null;
    }
}
