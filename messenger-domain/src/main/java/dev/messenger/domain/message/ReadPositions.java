package dev.messenger.domain.message;

import org.jspecify.annotations.Nullable;

/**
 * The positions of a member in a chat. They start at null and only move forward (rule M5).
 *
 * @param delivered the newest message delivered to the member
 * @param read the newest message that the member read; never beyond {@code delivered}
 */
public record ReadPositions(
        @Nullable MessageId delivered, @Nullable MessageId read) {

    /** The positions of a new member. */
    public static final ReadPositions START = new ReadPositions(null, null);

    /** The positions after {@code message} was delivered. */
    public ReadPositions deliveredUpTo(MessageId message) {
        return new ReadPositions(later(delivered, message), read);
    }

    /** The positions after {@code message} was read, and so delivered as well. */
    public ReadPositions readUpTo(MessageId message) {
        return new ReadPositions(later(delivered, message), later(read, message));
    }

    /** The further of each position. */
    public ReadPositions furthest(ReadPositions other) {
        return new ReadPositions(later(delivered, other.delivered), later(read, other.read));
    }

    private static @Nullable MessageId later(@Nullable MessageId current, @Nullable MessageId candidate) {
        if (current == null || candidate == null) {
            return current == null ? candidate : current;
        }
        return candidate.compareTo(current) > 0 ? candidate : current;
    }
}
