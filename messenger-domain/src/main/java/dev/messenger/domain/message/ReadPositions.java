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

    /** Where the further of two has got, with each position by itself. */
    public ReadPositions furthest(ReadPositions other) {
        return new ReadPositions(later(delivered, other.delivered), later(read, other.read));
    }

    private static @Nullable MessageId later(@Nullable MessageId now, @Nullable MessageId candidate) {
        if (now == null || candidate == null) {
            return now == null ? candidate : now;
        }
        return candidate.compareTo(now) > 0 ? candidate : now;
    }
}
