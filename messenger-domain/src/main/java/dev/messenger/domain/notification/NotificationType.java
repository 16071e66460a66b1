package dev.messenger.domain.notification;

/** What a notification tells (rule N1). */
public enum NotificationType {
    /** Someone wrote into a chat of the user that they have not muted. */
    MESSAGE_CREATED,
    /** Someone mentioned the user, muted or not. */
    MENTION,
    /** Someone reacted to a message of the user. */
    REACTION_ADDED,
    /** Someone added the user to a chat. */
    MEMBER_ADDED,
    /** Someone changed the role of the user. */
    ROLE_CHANGED
}
