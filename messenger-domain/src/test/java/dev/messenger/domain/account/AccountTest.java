package dev.messenger.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final Instant THEN = Instant.parse("2026-03-08T10:00:00Z");

    @Test
    @Tag("A3")
    void itsMailboxIsProvenFromThatMomentOn() {
        assertThat(account(null).emailVerified()).isFalse();
        assertThat(account(THEN).emailVerified()).isTrue();
    }

    @Test
    @Tag("A12")
    void anotherPasswordIsAllThatChanges() {
        PasswordHash fresh = new PasswordHash("fresh");
        Account before = account(THEN);

        assertThat(before.with(fresh))
                .isEqualTo(new Account(
                        before.id(), before.email(), before.username(), before.name(), fresh, THEN, THEN, THEN));
    }

    private static Account account(@Nullable Instant verifiedAt) {
        return new Account(
                new UserId(7),
                new Email("ann@example.com"),
                new Username("ann"),
                new DisplayName("Ann"),
                new PasswordHash("old"),
                verifiedAt,
                THEN,
                THEN);
    }
}
