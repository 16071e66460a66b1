package dev.messenger.domain.notification;

/** What a notification reports (rule N1). */
public enum NotificationType {
    /** Someone wrote into a chat that the user has not muted. */
    MESSAGE_CREATED,
    /** Someone mentioned the user, in a muted chat too. */
    MENTION,
    /** Someone reacted to a message of the user. */
    REACTION_ADDED,
    /** Someone added the user to a chat. */
    MEMBER_ADDED,
    /** Someone changed the role of the user. */
    ROLE_CHANGED
}
