package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.account.UserId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cache of recent presence lookups. */
@Tag("P1")
class PresenceCacheTest {

    private final UserId user = new UserId(1);
    private final PresenceCache cache = new PresenceCache();

    @Test
    void whatWasLookedUpIsRemembered() {
        cache.put(user, 7, System.nanoTime());

        assertThat(cache.of(user, System.nanoTime())).isEqualTo(7);
        assertThat(cache.of(new UserId(2), System.nanoTime())).isNull();
    }

    @Test
    void whatWasLookedUpBeforeAChangeIsNotRememberedAfterIt() {
        long before = System.nanoTime();
        cache.invalidate(user);
        cache.put(user, 7, before);
        assertThat(cache.of(user, System.nanoTime())).isNull();

        cache.put(user, 8, System.nanoTime() + 1);
        cache.put(user, 7, before);
        assertThat(cache.of(user, System.nanoTime())).isEqualTo(8);
    }
}
