package dev.messenger.adapter.redis;

import dev.messenger.application.event.port.Wakeups;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.contracts.event.WakeupsContract;
import dev.messenger.contracts.realtime.SignalsContract;
import dev.messenger.testing.TestRedis;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Runs the contracts of signals between nodes with two nodes on one Redis. */
class RedisNodesIT {

    private static final RedisSettings SETTINGS = RedisSettings.of(TestRedis.fresh());
    private static final RedisConnection REDIS = RedisConnection.open(SETTINGS);

    abstract static class TwoNodes {

        private final String prefix = "test" + UUID.randomUUID();
        final RedisNodes one = RedisNodes.open(REDIS, SETTINGS, prefix);
        final RedisNodes other = RedisNodes.open(REDIS, SETTINGS, prefix);

        @AfterEach
        void stop() {
            one.close();
            other.close();
        }
    }

    @Nested
    class WakeupsThroughRedis extends TwoNodes implements WakeupsContract {

        @Override
        public List<Wakeups> nodes() {
            return List.of(one, other);
        }
    }

    @Nested
    class SignalsThroughRedis extends TwoNodes implements SignalsContract {

        @Override
        public List<Signals> nodes() {
            return List.of(one, other);
        }
    }
}
