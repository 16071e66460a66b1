package dev.messenger.adapter.http.door;

import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.shared.Unauthenticated;

/** Tells who stands behind an access token. Given to the door from outside; called on the thread of the request, it may block. */
@FunctionalInterface
public interface AccessCheck {

    /**
     * Finds out who sent a token.
     *
     * @param accessToken what the client sent after {@code Bearer}, not checked in any way
     * @return who that is
     * @throws Unauthenticated when the token is malformed, expired, revoked, of the wrong kind or of a user who is gone (rule C5)
     */
    Principal check(String accessToken);
}
