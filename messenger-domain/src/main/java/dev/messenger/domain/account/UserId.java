package dev.messenger.domain.account;

/**
 * The identity of a user.
 *
 * @param value positive, below 2^53 (rule C2)
 */
public record UserId(long value) implements Comparable<UserId> {

    public UserId {
        if (value <= 0) {
            throw new IllegalArgumentException("a user id is positive, got " + value);
        }
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
