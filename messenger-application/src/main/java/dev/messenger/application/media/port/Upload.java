package dev.messenger.application.media.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import java.time.Duration;
import java.time.Instant;

/**
 * An upload key that was issued to a user.
 *
 * @param size in bytes, as declared
 */
public record Upload(ObjectKey key, UserId owner, MediaType type, long size, Instant createdAt) {

    /** How long after {@code createdAt} the file can be uploaded. */
    public static final Duration LINK_TTL = Duration.ofMinutes(15);

    /** How long after {@code createdAt} an unused upload is protected from removal (rule D6). */
    public static final Duration UNUSED_TTL = Duration.ofHours(24);
}
