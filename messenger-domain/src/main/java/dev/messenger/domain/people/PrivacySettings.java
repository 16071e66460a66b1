package dev.messenger.domain.people;

/**
 * What a user lets others see and do (rule U1).
 *
 * @param privateMessages who may start a private chat
 * @param lastSeen who sees whether the user is online, and when last
 * @param avatar who sees the avatar
 * @param groupInvites who may add the user to groups and channels
 */
public record PrivacySettings(Audience privateMessages, Audience lastSeen, Audience avatar, Audience groupInvites) {

    /** What holds until the user says otherwise. */
    public static final PrivacySettings OPEN =
            new PrivacySettings(Audience.EVERYONE, Audience.EVERYONE, Audience.EVERYONE, Audience.EVERYONE);

    /** The short form of {@link #privateMessages}: whether anybody may start a private chat. */
    public boolean allowsPrivateMessages() {
        return privateMessages != Audience.NOBODY;
    }

    /** The same with another audience for private messages. */
    public PrivacySettings withPrivateMessages(Audience audience) {
        return new PrivacySettings(audience, lastSeen, avatar, groupInvites);
    }

    /** The same by the short form: false is nobody; true, when it was nobody, is everyone (rule U1). */
    public PrivacySettings allowingPrivateMessages(boolean allowed) {
        if (allowed == allowsPrivateMessages()) {
            return this;
        }
        return withPrivateMessages(allowed ? Audience.EVERYONE : Audience.NOBODY);
    }
}
