package dev.messenger.application.people.port;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored profile. The use cases decide what a viewer may see of it.
 *
 * @param email null for a user of the embedding program
 */
public record Profile(
        UserId id,
        @Nullable Email email,
        boolean emailVerified,
        boolean twoFactorEnabled,
        Face face,
        PrivacySettings privacy,
        Instant createdAt,
        Instant updatedAt) {

    /** The public part of a profile. */
    public record Face(
            DisplayName name,
            Username username,
            @Nullable Bio bio,
            @Nullable Avatar avatar) {}

    /** A copy with a new face and new settings, updated at {@code at}. */
    public Profile with(Face changedFace, PrivacySettings changedPrivacy, Instant at) {
        return new Profile(id, email, emailVerified, twoFactorEnabled, changedFace, changedPrivacy, createdAt, at);
    }
}
