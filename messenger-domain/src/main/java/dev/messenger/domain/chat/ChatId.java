package dev.messenger.domain.chat;

/**
 * The identity of a chat.
 *
 * @param value positive, below 2^53 (rule C2)
 */
public record ChatId(long value) implements Comparable<ChatId> {

    public ChatId {
        if (value <= 0) {
            throw new IllegalArgumentException("the id of a chat is positive, got " + value);
        }
    }

    @Override
    public int compareTo(ChatId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
