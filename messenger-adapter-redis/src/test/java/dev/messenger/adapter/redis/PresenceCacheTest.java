package dev.messenger.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.domain.account.UserId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is remembered of who was looked up a moment ago. */
@Tag("P1")
class PresenceCacheTest {

    private final UserId user = new UserId(1);
    private final PresenceCache glances = new PresenceCache();

    @Test
    void whatWasLookedUpIsRemembered() {
        glances.remember(user, 7, System.nanoTime());

        assertThat(glances.of(user, System.nanoTime())).isEqualTo(7);
        assertThat(glances.of(new UserId(2), System.nanoTime())).isNull();
    }

    @Test
    void whatWasLookedUpBeforeAChangeIsNotRememberedAfterIt() {
        long before = System.nanoTime();
        glances.forget(user);
        glances.remember(user, 7, before);
        assertThat(glances.of(user, System.nanoTime())).isNull();

        glances.remember(user, 8, System.nanoTime() + 1);
        glances.remember(user, 7, before);
        assertThat(glances.of(user, System.nanoTime())).isEqualTo(8);
    }
}
