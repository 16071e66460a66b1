package dev.messenger.domain.media;

import dev.messenger.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message, as stored.
 *
 * @param size in bytes
 */
public record Attachment(
        AttachmentId id,
        MessageId message,
        ObjectKey key,
        MediaType type,
        long size,
        @Nullable Waveform waveform) {}
