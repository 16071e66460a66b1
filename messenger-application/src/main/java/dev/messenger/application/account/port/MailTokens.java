package dev.messenger.application.account.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/** The hashes of mailed one-time tokens (rule A10). Thread-safe. */
public interface MailTokens {

    /** Stores a token of {@code user}, which is valid until {@code expiresAt}. */
    void add(String hash, TokenPurpose purpose, UserId user, Instant expiresAt);

    /** Whether the token is valid; does not use it up. */
    boolean isGood(String hash, TokenPurpose purpose, Instant now);

    /** Uses a token up and returns its user; empty when it is unknown, used or expired. Of concurrent calls, one succeeds. */
    Optional<UserId> consume(String hash, TokenPurpose purpose, Instant now);

    /** Deletes all tokens of {@code user} for {@code purpose}. */
    void removeAll(UserId user, TokenPurpose purpose);

    /** Deletes expired tokens. */
    void forget(Instant now);
}
