package dev.messenger.application.media;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;

/**
 * A key that was issued to someone for an upload.
 *
 * @param size in bytes, as declared
 */
public record Upload(ObjectKey key, UserId owner, MediaType type, long size, Instant createdAt) {}
