package dev.messenger.adapter.security;

import dev.messenger.application.account.port.Tokens;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.contracts.account.TokensContract;
import java.time.Duration;

class SignedTokensTest implements TokensContract {

    private final Randomness randomness = new SecureRandomness();
    private final Tokens tokens = newTokens();

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Tokens tokensOfAnotherSecret() {
        return newTokens();
    }

    @Override
    public Duration accessTtl() {
        return Duration.ofMinutes(15);
    }

    private Tokens newTokens() {
        return new SignedTokens(new Signer(randomness.token()), randomness, accessTtl());
    }
}
