package dev.messenger.application.account.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/** The one-time tokens that go out by mail, known by their hashes alone (rule A10). Thread-safe. */
public interface MailTokens {

    /** Keeps a token of {@code user} until {@code expiresAt}. */
    void add(String hash, TokenPurpose purpose, UserId user, Instant expiresAt);

    /** Whether the token is there and has not expired; it stays. */
    boolean isGood(String hash, TokenPurpose purpose, Instant now);

    /** Takes the token away and says whose it was; empty when it is unknown, used or expired. Of two at once, one gets it. */
    Optional<UserId> consume(String hash, TokenPurpose purpose, Instant now);

    /** Takes all tokens of {@code user} for {@code purpose} away. */
    void removeAll(UserId user, TokenPurpose purpose);

    /** Takes away what has expired. */
    void forget(Instant now);
}
