package dev.messenger.adapter.redis;

import static org.awaitility.Awaitility.await;

import dev.messenger.application.event.port.Wakeups;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.contracts.event.WakeupsContract;
import dev.messenger.contracts.realtime.SignalsContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.testing.Cable;
import dev.messenger.testing.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

    /** Nothing arrives on a subscription that fell silent, so that only a ping shows it. */
    @Test
    @Tag("O5")
    void aSubscriptionThatFellSilentIsMadeAnew() {
        String prefix = "test" + UUID.randomUUID();
        Signal signal = new Signal.Present(new UserId(7), true);
        try (Cable cable = Cable.to(URI.create(SETTINGS.url()));
                RedisNodes speaker = RedisNodes.open(REDIS, SETTINGS, prefix);
                RedisNodes listener = RedisNodes.open(REDIS, through(cable), prefix)) {
            AtomicInteger heard = new AtomicInteger();
            listener.onSignal(one -> heard.incrementAndGet());
            await().until(() -> hears(speaker, signal, heard));

            cable.clogPresent();

            await().atMost(Duration.ofSeconds(10)).until(() -> hears(speaker, signal, heard));
        }
    }

    private static boolean hears(RedisNodes speaker, Signal signal, AtomicInteger heard) {
        heard.set(0);
        speaker.send(signal);
        try {
            await().atMost(Duration.ofMillis(300)).until(() -> heard.get() > 0);
            return true;
        } catch (ConditionTimeoutException silence) {
            return false;
        }
    }

    private static RedisSettings through(Cable cable) {
        return RedisSettings.of(SETTINGS.url().replaceFirst("[^:/@]+:\\d+/", "127.0.0.1:" + cable.port() + "/"));
    }
}
