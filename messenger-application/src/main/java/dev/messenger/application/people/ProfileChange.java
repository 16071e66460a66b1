package dev.messenger.application.people;

import dev.messenger.domain.people.Audience;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a profile to change; null leaves a field as it is (rule U4).
 *
 * @param allowPrivateMessages a shorthand for {@code privateMessages}, which takes precedence
 */
public record ProfileChange(
        @Nullable String name,
        @Nullable String username,
        @Nullable Clearable bio,
        @Nullable Clearable avatarUrl,
        @Nullable Boolean allowPrivateMessages,
        Privacy privacy) {

    /** A new text, or null to clear the field. */
    public record Clearable(@Nullable String value) {}

    /** The settings to change (rule U1). */
    public record Privacy(
            @Nullable Audience privateMessages,
            @Nullable Audience lastSeen,
            @Nullable Audience avatar,
            @Nullable Audience groupInvites) {

        /** Changes no setting. */
        public static final Privacy UNCHANGED = new Privacy(null, null, null, null);
    }
}
