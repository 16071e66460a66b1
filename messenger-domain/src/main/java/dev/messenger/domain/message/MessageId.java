package dev.messenger.domain.message;

/**
 * The identity of a message; within a chat ids grow in the order in which messages become visible (rule M13).
 *
 * @param value positive, below 2^53 (rule C2)
 */
public record MessageId(long value) implements Comparable<MessageId> {

    public MessageId {
        if (value <= 0) {
            throw new IllegalArgumentException("the id of a message is positive, got " + value);
        }
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
