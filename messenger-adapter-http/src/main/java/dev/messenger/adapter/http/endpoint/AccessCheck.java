package dev.messenger.adapter.http.endpoint;

import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.shared.Unauthenticated;
import org.jspecify.annotations.Nullable;

/** Finds the owner of an access token. The server calls it on the thread of the request, so it may block. */
@FunctionalInterface
public interface AccessCheck {

    /**
     * Authenticates a client.
     *
     * @param accessToken the token as the client sent it, unchecked
     * @return the user and the session that own the token
     * @throws Unauthenticated when the token is malformed, expired, revoked, of the wrong kind or of a deleted user (rule C5)
     */
    Principal check(String accessToken);

    /**
     * The token in an {@code Authorization} header, unchecked.
     *
     * @return null when the header is absent or its scheme is not {@code Bearer}, in any letter case
     */
    static @Nullable String bearerToken(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }
}
