package dev.messenger.domain.chat;

/** What a member is in a chat, the highest first (rule H9). In private chats everyone is a {@code MEMBER}. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER;

    /** Whether this role stands above {@code other}. */
    public boolean above(Role other) {
        return compareTo(other) < 0;
    }

    /** Owner and admins. */
    public boolean isStaff() {
        return this != MEMBER;
    }
}
