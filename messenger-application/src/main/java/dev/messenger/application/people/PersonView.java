package dev.messenger.application.people;

import dev.messenger.application.people.port.Profile;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.people.PrivacySettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A user as one viewer may see them (rules U3, U6).
 *
 * @param profile to be asked for what everybody may see: name, username, bio, dates
 * @param email null when there is none, or it is hidden from the viewer
 * @param avatarUrl where the avatar is, null when there is none, or it is hidden from the viewer
 * @param twoFactorEnabled false for everyone but oneself
 * @param privacy the settings, for oneself alone; else null
 */
public record PersonView(
        Profile profile,
        @Nullable Email email,
        @Nullable URI avatarUrl,
        boolean twoFactorEnabled,
        @Nullable PrivacySettings privacy) {}
