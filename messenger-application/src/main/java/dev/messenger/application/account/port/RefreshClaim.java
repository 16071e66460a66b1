package dev.messenger.application.account.port;

import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.util.UUID;

/** The content of a refresh token with a valid signature that has not expired; {@link Sessions} knows whether it was used. */
public record RefreshClaim(UserId user, SessionId session, UUID jti) {}
