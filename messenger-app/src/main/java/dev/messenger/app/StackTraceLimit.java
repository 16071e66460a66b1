package dev.messenger.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.EventArgUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Logs the stack trace of each kind of failure once a minute, and only the line of the others (rule O3): an outage would else write megabytes
 * of equal traces. Logback creates it, see {@code logback.xml}. Thread-safe.
 */
public final class StackTraceLimit extends TurboFilter {

    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

    /** More kinds than a program has; beyond it all start anew. */
    private static final int MAX_KINDS = 1_000;

    private final Map<Kind, Long> lastLogged = new ConcurrentHashMap<>();

    /** Where and with what something failed. */
    private record Kind(String logger, String message, Class<?> failure, Class<?> root) {}

    @Override
    public FilterReply decide(
            Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable t) {
        Throwable failure = t == null && params != null ? EventArgUtil.extractThrowable(params) : t;
        if (failure == null || format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        if (isDue(new Kind(
                logger.getName(), format, failure.getClass(), root(failure).getClass()))) {
            return FilterReply.NEUTRAL;
        }
        Object[] rest = t == null && params != null ? EventArgUtil.trimmedCopy(params) : params;
        logger.log(
                marker,
                StackTraceLimit.class.getName(),
                Level.toLocationAwareLoggerInteger(level),
                format + " (" + failure.getClass().getSimpleName() + ", as before)",
                rest,
                null);
        return FilterReply.DENY;
    }

    private boolean isDue(Kind kind) {
        if (lastLogged.size() >= MAX_KINDS) {
            lastLogged.clear();
        }
        long now = System.nanoTime();
        Long last = lastLogged.get(kind);
        if (last != null && now - last < SILENCE_NANOS) {
            return false;
        }
        lastLogged.put(kind, now);
        return true;
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
