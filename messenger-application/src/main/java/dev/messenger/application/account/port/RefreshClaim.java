package dev.messenger.application.account.port;

import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.util.UUID;

/** What a refresh token says, its signature checked and its time not over; whether it is still good, the sessions know. */
public record RefreshClaim(UserId user, SessionId session, UUID jti) {}
