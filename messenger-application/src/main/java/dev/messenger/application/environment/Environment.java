package dev.messenger.application.environment;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the use cases of all features need.
 *
 * @param threads runs batches of requests; null for the threads of the callers
 */
public record Environment(
        Transactions transactions,
        Outbox outbox,
        RateLimiter limiter,
        Randomness randomness,
        InstantSource clock,
        Settings settings,
        @Nullable Executor threads) {}
