package dev.messenger.adapter.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.shared.port.SecretBox;
import dev.messenger.contracts.shared.SecretBoxContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AesSecretBoxTest implements SecretBoxContract {

    private final SecretBox box = new AesSecretBox("one key of thirty-two characters");

    @Override
    public SecretBox box() {
        return box;
    }

    @Override
    public SecretBox boxOfAnotherKey() {
        return new AesSecretBox("two key of thirty-two characters");
    }

    @Test
    @Tag("A10")
    void refusesAKeyThatIsTooShort() {
        assertThatThrownBy(() -> new AesSecretBox("one key of thirty-one character"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("one key");
    }
}
