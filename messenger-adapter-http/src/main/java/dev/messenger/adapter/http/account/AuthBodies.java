package dev.messenger.adapter.http.account;

import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.people.port.Profile;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of registration, login and the security of accounts. */
final class AuthBodies {

    private AuthBodies() {}

    record RegisterRequest(String email, String name, String username, String password) {}

    record LoginRequest(
            String email,
            String password,
            @Nullable String otpCode,
            @Nullable String recoveryCode) {}

    record RefreshRequest(String refreshToken) {}

    record VerifyEmailRequest(String token) {}

    record EmailRequest(String email) {}

    record ResetPasswordRequest(String token, String newPassword) {}

    record ChangePasswordRequest(String currentPassword, String newPassword) {}

    /** @param code the code of the authenticator app; {@code recoveryCode} may take its place */
    record CodeRequest(@Nullable String code, @Nullable String recoveryCode) {}

    /** @param password needed where the operator demands it */
    record RecoveryCodesRequest(
            @Nullable String code,
            @Nullable String recoveryCode,
            @Nullable String password) {}

    /** @param password as in {@link RecoveryCodesRequest} */
    record SetupRequest(@Nullable String password) {}

    /** @param password as in {@link RecoveryCodesRequest} */
    record EnableRequest(String code, @Nullable String password) {}

    record UndoRequest(String token) {}

    /** @param passwordReset whether the password works no more, and a mail with a link to choose a new one is on its way */
    record UndoResponse(String message, boolean passwordReset) {}

    record MessageResponse(String message) {}

    record RecoveryCodesResponse(String message, List<String> recoveryCodes) {}

    record SetupResponse(String secret, String otpauthUrl) {}

    record TokenResponse(String accessToken, String refreshToken, String tokenType) {

        static TokenResponse of(TokenPair pair) {
            return new TokenResponse(pair.accessToken(), pair.refreshToken(), "bearer");
        }
    }

    record SessionRead(
            String jti,
            Instant createdAt,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            boolean current,
            String tokenType) {

        static SessionRead of(Session session, UUID current) {
            return new SessionRead(
                    session.refreshJti().toString(),
                    session.createdAt(),
                    session.ipAddress(),
                    session.userAgent(),
                    session.id().value().equals(current),
                    "refresh");
        }
    }

    record AuthUserResponse(
            long id,
            @Nullable String email,
            String name,
            String username,
            @Nullable String bio,
            @Nullable String avatarUrl,
            boolean emailVerified,
            boolean twofaEnabled,
            boolean allowPrivateMessages,
            Audience privacyPrivateMessages,
            Audience privacyLastSeen,
            Audience privacyAvatar,
            Audience privacyGroupInvites,
            Instant createdAt,
            Instant updatedAt) {

        static AuthUserResponse of(PersonView own) {
            Profile profile = own.profile();
            PrivacySettings privacy = profile.privacy();
            return new AuthUserResponse(
                    profile.id().value(),
                    Mapping.nullable(profile.email(), Email::value),
                    profile.face().name().value(),
                    profile.face().username().value(),
                    Mapping.nullable(profile.face().bio(), Bio::value),
                    Mapping.nullable(own.avatarUrl(), URI::toString),
                    profile.emailVerified(),
                    own.twoFactorEnabled(),
                    privacy.allowsPrivateMessages(),
                    privacy.privateMessages(),
                    privacy.lastSeen(),
                    privacy.avatar(),
                    privacy.groupInvites(),
                    profile.createdAt(),
                    profile.updatedAt());
        }
    }
}
