package dev.messenger.domain.people;

/**
 * The privacy settings of a user (rule U1).
 *
 * @param privateMessages who may start a private chat
 * @param lastSeen who sees whether the user is online, and when they last were
 * @param avatar who sees the avatar
 * @param groupInvites who may add the user to groups and channels
 */
public record PrivacySettings(Audience privateMessages, Audience lastSeen, Audience avatar, Audience groupInvites) {

    /** The default. */
    public static final PrivacySettings OPEN =
            new PrivacySettings(Audience.EVERYONE, Audience.EVERYONE, Audience.EVERYONE, Audience.EVERYONE);

    /** The shorthand of {@link #privateMessages}: whether anybody may start a private chat. */
    public boolean allowsPrivateMessages() {
        return privateMessages != Audience.NOBODY;
    }

    /** A copy with another audience for private messages. */
    public PrivacySettings withPrivateMessages(Audience audience) {
        return new PrivacySettings(audience, lastSeen, avatar, groupInvites);
    }

    /** A copy by the shorthand: false means nobody; true replaces nobody by everyone (rule U1). */
    public PrivacySettings allowingPrivateMessages(boolean allowed) {
        if (allowed == allowsPrivateMessages()) {
            return this;
        }
        return withPrivateMessages(allowed ? Audience.EVERYONE : Audience.NOBODY);
    }
}
