package dev.messenger.domain.message;

import org.jspecify.annotations.Nullable;

/** The status of a message for its sender (rule M4). */
public enum DeliveryStatus {
    SENT,
    DELIVERED,
    READ;

    /**
     * The status of a message.
     *
     * @param others the furthest positions of the other members
     */
    public static DeliveryStatus of(MessageId message, ReadPositions others) {
        if (isUpTo(others.read(), message)) {
            return READ;
        }
        return isUpTo(others.delivered(), message) ? DELIVERED : SENT;
    }

    private static boolean isUpTo(@Nullable MessageId position, MessageId message) {
        return position != null && message.compareTo(position) <= 0;
    }
}
