package dev.messenger.application.people;

import dev.messenger.domain.people.Audience;
import org.jspecify.annotations.Nullable;

/**
 * What to change of one's profile; null leaves what is there (rule U4).
 *
 * @param bio may be cleared
 * @param avatarUrl may be cleared
 * @param allowPrivateMessages the short form of {@code privateMessages}, which weighs more
 */
public record ProfileChange(
        @Nullable String name,
        @Nullable String username,
        @Nullable Clearable bio,
        @Nullable Clearable avatarUrl,
        @Nullable Boolean allowPrivateMessages,
        Privacy privacy) {

    /** A text to put, or null to clear what is there. */
    public record Clearable(@Nullable String value) {}

    /** The settings to change (rule U1). */
    public record Privacy(
            @Nullable Audience privateMessages,
            @Nullable Audience lastSeen,
            @Nullable Audience avatar,
            @Nullable Audience groupInvites) {

        /** None of them. */
        public static final Privacy UNCHANGED = new Privacy(null, null, null, null);
    }
}
