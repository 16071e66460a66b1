package dev.messenger.domain.people;

/** A right that privacy settings grant; {@link PrivacyPolicy} says to whom. */
public enum PrivacyRight {
    /** See the avatar. */
    SEE_AVATAR,
    /** See whether a user is online, and when they last were. */
    SEE_PRESENCE,
    /** Start a private chat, or write into one in which the target has never written (rule H1). */
    START_PRIVATE_CHAT,
    /** Add a user to a group or channel. */
    ADD_TO_GROUP,
    /** Write, edit, forward or react in an ongoing private chat: only blocks forbid it (rule U8). */
    TALK_PRIVATELY,
    /** Have a user as a contact: only blocks forbid it (rule U7). */
    KEEP_AS_CONTACT;

    /** The audience to which the target grants this right. */
    Audience audience(PrivacySettings target) {
        return switch (this) {
            case SEE_AVATAR -> target.avatar();
            case SEE_PRESENCE -> target.lastSeen();
            case START_PRIVATE_CHAT -> target.privateMessages();
            case ADD_TO_GROUP -> target.groupInvites();
            case TALK_PRIVATELY, KEEP_AS_CONTACT -> Audience.EVERYONE;
        };
    }
}
