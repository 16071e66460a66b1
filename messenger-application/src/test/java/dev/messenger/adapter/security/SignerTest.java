package dev.messenger.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignerTest {

    private final Signer signer = new Signer("0123456789abcdef0123456789abcdef");

    @Test
    void signsAsTheStandardSays() {
        // made by OpenSSL: printf hello | openssl dgst -sha256 -hmac SECRET -binary | base64
        assertThat(signer.sign("hello")).isEqualTo("22i0e2PCOX6seFAlscnCEDrgbCiZgjSng7PrZFPRrXA");
    }

    @Test
    void knowsItsSignatureFromAnyOther() {
        String signature = signer.sign("hello");

        assertThat(signer.verify("hello", signature)).isTrue();
        assertThat(signer.verify("hellO", signature)).isFalse();
        assertThat(signer.verify("hello", signature + "A")).isFalse();
        assertThat(signer.verify("hello", "")).isFalse();
        assertThat(new Signer("0123456789abcdef0123456789abcdeF").verify("hello", signature))
                .isFalse();
    }

    @Test
    void wantsALongSecret() {
        assertThatThrownBy(() -> new Signer("0123456789abcdef0123456789abcde"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32")
                .hasMessageContaining("31");
    }
}
