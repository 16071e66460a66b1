package dev.messenger.adapter.http.account;

import dev.messenger.application.account.TokenPair;
import dev.messenger.domain.account.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON of section 5 of the reference. */
final class AuthBodies {

    private AuthBodies() {}

    record RegisterRequest(String email, String name, String username, String password) {}

    record LoginRequest(String email, String password) {}

    record VerifyEmailRequest(String token) {}

    record MessageResponse(String message) {}

    record TokenResponse(String accessToken, String refreshToken, String tokenType) {

        static TokenResponse of(TokenPair pair) {
            return new TokenResponse(pair.accessToken(), pair.refreshToken(), "bearer");
        }
    }

    record AuthUserResponse(
            long id,
            String email,
            String name,
            String username,
            @Nullable String bio,
            @Nullable String avatarUrl,
            boolean emailVerified,
            boolean twofaEnabled,
            Instant createdAt,
            Instant updatedAt) {

        static AuthUserResponse of(Account account) {
            return new AuthUserResponse(
                    account.id().value(),
                    account.email().value(),
                    account.name().value(),
                    account.username().value(),
                    null,
                    null,
                    account.emailVerified(),
                    false,
                    account.createdAt(),
                    account.updatedAt());
        }
    }
}
