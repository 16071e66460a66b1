package dev.messenger.domain.media;

/**
 * The identity of an attachment.
 *
 * @param value positive, below 2^53 (rule C2)
 */
public record AttachmentId(long value) implements Comparable<AttachmentId> {

    public AttachmentId {
        if (value <= 0) {
            throw new IllegalArgumentException("the id of an attachment is positive, got " + value);
        }
    }

    @Override
    public int compareTo(AttachmentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
