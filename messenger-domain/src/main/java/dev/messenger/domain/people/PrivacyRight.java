package dev.messenger.domain.people;

import java.util.function.Function;

/** One thing that privacy decides; {@link PrivacyPolicy} says who may. */
public enum PrivacyRight {
    /** See the avatar. */
    SEE_AVATAR(PrivacySettings::avatar),
    /** See whether someone is online, and when last. */
    SEE_PRESENCE(PrivacySettings::lastSeen),
    /** Start a private chat, or write into one in which the target has never written (rule H1). */
    START_PRIVATE_CHAT(PrivacySettings::privateMessages),
    /** Add someone to a group or channel. */
    ADD_TO_GROUP(PrivacySettings::groupInvites),
    /** Write, edit, forward or react in a private chat that goes on: blocks alone forbid it (rule U8). */
    TALK_PRIVATELY(settings -> Audience.EVERYONE),
    /** Keep someone as a contact: blocks alone forbid it (rule U7). */
    KEEP_AS_CONTACT(settings -> Audience.EVERYONE);

    private final Function<PrivacySettings, Audience> setting;

    PrivacyRight(Function<PrivacySettings, Audience> setting) {
        this.setting = setting;
    }

    /** Whom the target lets do this. */
    Audience audience(PrivacySettings target) {
        return setting.apply(target);
    }
}
