package dev.messenger.application.people;

import dev.messenger.application.people.port.Profile;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.people.PrivacySettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A user as one viewer may see them (rules U3, U6).
 *
 * @param profile only for what everybody may see: name, username, bio, dates
 * @param email null when there is none or it is hidden from the viewer
 * @param avatarUrl null when there is no avatar or it is hidden from the viewer
 * @param twoFactorEnabled always false for other people
 * @param privacy null for other people
 */
public record PersonView(
        Profile profile,
        @Nullable Email email,
        @Nullable URI avatarUrl,
        boolean twoFactorEnabled,
        @Nullable PrivacySettings privacy) {}
