package dev.messenger.application.account.port;

import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;

/** The authenticated caller of a request: the user and session of an access token. */
public record Principal(UserId user, SessionId session) {}
