package dev.messenger.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.contracts.account.PasswordHasherContract;
import dev.messenger.domain.account.Password;
import org.junit.jupiter.api.Test;

class Pbkdf2PasswordHasherTest implements PasswordHasherContract {

    private final PasswordHasher hasher = new Pbkdf2PasswordHasher(1_000);

    @Override
    public PasswordHasher hasher() {
        return hasher;
    }

    @Test
    void readsHashesOfAnotherCost() {
        Password password = new Password("correct horse");

        assertThat(hasher.matches(password, new Pbkdf2PasswordHasher(2_000).hash(password)))
                .isTrue();
    }
}
