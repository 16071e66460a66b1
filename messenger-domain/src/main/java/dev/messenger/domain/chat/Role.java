package dev.messenger.domain.chat;

/** The role of a member, the highest first (rule H9). In private chats everyone is a {@code MEMBER}. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER;

    /** Whether this role is above {@code other}. */
    public boolean above(Role other) {
        return compareTo(other) < 0;
    }

    /** Whether this is the owner or an admin. */
    public boolean isStaff() {
        return this != MEMBER;
    }
}
