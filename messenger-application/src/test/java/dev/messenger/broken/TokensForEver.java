package dev.messenger.broken;

import dev.messenger.adapter.security.SecureRandomness;
import dev.messenger.adapter.security.SignedTokens;
import dev.messenger.adapter.security.Signer;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.contracts.account.TokensContract;
import java.time.Duration;

/** Tokens that never expire. */
class TokensForEver implements TokensContract {

    private final Tokens tokens = make();

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Tokens tokensOfAnotherSecret() {
        return make();
    }

    @Override
    public Duration accessTtl() {
        return Duration.ofMinutes(15);
    }

    private Tokens make() {
        SecureRandomness randomness = new SecureRandomness();
        Tokens right = new SignedTokens(new Signer(randomness.token()), randomness, accessTtl());
        return Sabotage.wrong(Tokens.class, right, "verifyAccess", call -> {
            call.arguments()[1] = NOW;
            return call.proceed();
        });
    }
}
