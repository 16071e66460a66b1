package dev.messenger.app;

import dev.messenger.application.event.Follower;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of background tasks, each kind of a task once a minute: an outage in one line, anything else with its stack trace.
 * Thread-safe.
 */
final class FailureLog implements Follower.Failures {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Kind, Instant> lastLogged = new ConcurrentHashMap<>();

    private record Kind(String follower, Class<?> failure) {}

    FailureLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void failed(String follower, RuntimeException failure) {
        if (!isDue(new Kind(follower, failure.getClass()))) {
            LOG.debug("{} failed and is tried again: {}", follower, failure.getMessage());
        } else if (failure instanceof Unavailable) {
            LOG.warn("{} failed and is tried again: {}", follower, failure.getMessage());
        } else {
            LOG.error("{} failed and is tried again", follower, failure);
        }
    }

    private boolean isDue(Kind kind) {
        Instant now = clock.instant();
        Instant last = lastLogged.get(kind);
        if (last != null && !last.plus(SILENCE).isBefore(now)) {
            return false;
        }
        lastLogged.put(kind, now);
        return true;
    }
}
