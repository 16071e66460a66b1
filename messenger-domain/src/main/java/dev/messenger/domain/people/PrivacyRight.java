package dev.messenger.domain.people;

/** One thing that privacy decides; {@link PrivacyPolicy} says who may. */
public enum PrivacyRight {
    /** See the avatar. */
    SEE_AVATAR,
    /** See whether someone is online, and when last. */
    SEE_PRESENCE,
    /** Start a private chat, or write into one in which the target has never written (rule H1). */
    START_PRIVATE_CHAT,
    /** Add someone to a group or channel. */
    ADD_TO_GROUP,
    /** Write, edit, forward or react in a private chat that goes on: blocks alone forbid it (rule U8). */
    TALK_PRIVATELY,
    /** Keep someone as a contact: blocks alone forbid it (rule U7). */
    KEEP_AS_CONTACT;

    /** Whom the target lets do this. */
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
