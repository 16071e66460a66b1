package dev.messenger.application.realtime;

import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;

/** The user has as many open connections as one may have (rule R12); a connection that vanished counts for a minute at most. */
public final class TooManyConnections extends RateLimited {

    private static final long serialVersionUID = 1L;

    TooManyConnections() {
        super("too_many_connections", Duration.ofSeconds(10));
    }
}
