package dev.messenger.domain.message;

import org.jspecify.annotations.Nullable;

/**
 * How far someone has got in a chat. Positions start at null and only move forward (rule M5).
 *
 * @param delivered the newest message that reached them
 * @param read the newest message that they read; never beyond {@code delivered}
 */
public record ReadPositions(
        @Nullable MessageId delivered, @Nullable MessageId read) {

    /** Where everyone begins. */
    public static final ReadPositions START = new ReadPositions(null, null);

    /** {@code message} reached them. */
    public ReadPositions deliveredUpTo(MessageId message) {
        return new ReadPositions(later(delivered, message), read);
    }

    /** They read {@code message}, which therefore reached them as well. */
    public ReadPositions readUpTo(MessageId message) {
        return new ReadPositions(later(delivered, message), later(read, message));
    }

    private static MessageId later(@Nullable MessageId now, MessageId candidate) {
        return now == null || candidate.compareTo(now) > 0 ? candidate : now;
    }
}
