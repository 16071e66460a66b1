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
 * Logs failures of background tasks: an outage in one line a minute for each follower, anything else with its stack trace. Thread-safe.
 */
final class FailureLog implements Follower.Failures {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Instant> lastLogged = new ConcurrentHashMap<>();

    FailureLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void failed(String follower, RuntimeException failure) {
        if (!(failure instanceof Unavailable)) {
            LOG.error("{} failed and is tried again", follower, failure);
            return;
        }
        Instant now = clock.instant();
        Instant last = lastLogged.get(follower);
        if (last == null || last.plus(SILENCE).isBefore(now)) {
            lastLogged.put(follower, now);
            LOG.warn("{} failed and is tried again: {}", follower, failure.getMessage());
        } else {
            LOG.debug("{} failed and is tried again: {}", follower, failure.getMessage());
        }
    }
}
