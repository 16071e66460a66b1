package dev.messenger.application.account.port;

import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;

/** Who makes a request, proven by an access token: the user, and the session that the token belongs to. */
public record Principal(UserId user, SessionId session) {}
