package dev.messenger.adapter.http.people;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.json.Patch;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.people.ProfileChange;
import dev.messenger.application.people.ProfileChange.Clearable;
import dev.messenger.application.people.port.Profile;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PresenceStatus;
import dev.messenger.domain.people.PrivacySettings;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON of users. */
public final class PeopleBodies {

    private PeopleBodies() {}

    record ByEmailRequest(String email) {}

    record UserProfileUpdate(
            Patch<String> name,
            Patch<String> username,
            Patch<@Nullable String> bio,
            Patch<@Nullable String> avatarUrl,
            Patch<Boolean> allowPrivateMessages,
            Patch<Audience> privacyPrivateMessages,
            Patch<Audience> privacyLastSeen,
            Patch<Audience> privacyAvatar,
            Patch<Audience> privacyGroupInvites) {

        ProfileChange toChange() {
            return new ProfileChange(
                    orNull(name),
                    orNull(username),
                    clearable(bio),
                    clearable(avatarUrl),
                    orNull(allowPrivateMessages),
                    new ProfileChange.Privacy(
                            orNull(privacyPrivateMessages),
                            orNull(privacyLastSeen),
                            orNull(privacyAvatar),
                            orNull(privacyGroupInvites)));
        }

        private static <T> @Nullable T orNull(Patch<T> patch) {
            return patch instanceof Patch.Given<T> given ? given.value() : null;
        }

        private static @Nullable Clearable clearable(Patch<@Nullable String> patch) {
            return patch instanceof Patch.Given<@Nullable String> given ? new Clearable(given.value()) : null;
        }
    }

    /** The privacy settings are null except in the user's own profile. */
    record UserRead(
            @JsonUnwrapped UserSearchRead user,
            @Nullable String bio,
            boolean emailVerified,
            boolean allowPrivateMessages,
            boolean twofaEnabled,
            @Nullable Audience privacyPrivateMessages,
            @Nullable Audience privacyLastSeen,
            @Nullable Audience privacyAvatar,
            @Nullable Audience privacyGroupInvites,
            Instant createdAt,
            Instant updatedAt) {

        static UserRead of(PersonView view) {
            Profile profile = view.profile();
            PrivacySettings privacy = view.privacy();
            return new UserRead(
                    UserSearchRead.of(view),
                    Mapping.nullable(profile.face().bio(), Bio::value),
                    profile.emailVerified(),
                    profile.privacy().allowsPrivateMessages(),
                    view.twoFactorEnabled(),
                    Mapping.nullable(privacy, PrivacySettings::privateMessages),
                    Mapping.nullable(privacy, PrivacySettings::lastSeen),
                    Mapping.nullable(privacy, PrivacySettings::avatar),
                    Mapping.nullable(privacy, PrivacySettings::groupInvites),
                    profile.createdAt(),
                    profile.updatedAt());
        }
    }

    record PresenceRead(
            long userId, boolean isOnline, @Nullable Instant lastSeenAt) {

        static PresenceRead of(UserId user, PresenceStatus status) {
            return new PresenceRead(user.value(), status.online(), status.lastSeenAt());
        }
    }

    /** A user in a list. */
    public record UserSearchRead(
            long id,
            String name,
            String username,
            @Nullable String email,
            @Nullable String avatarUrl) {

        public static UserSearchRead of(PersonView view) {
            Profile profile = view.profile();
            return new UserSearchRead(
                    profile.id().value(),
                    profile.face().name().value(),
                    profile.face().username().value(),
                    Mapping.nullable(view.email(), Email::value),
                    Mapping.nullable(view.avatarUrl(), URI::toString));
        }
    }
}
