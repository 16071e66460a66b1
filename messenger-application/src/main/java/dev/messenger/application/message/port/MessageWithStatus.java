package dev.messenger.application.message.port;

import dev.messenger.domain.message.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * A message as one viewer sees it.
 *
 * @param status null on messages of others (rule M4)
 */
public record MessageWithStatus(
        StoredMessage message, @Nullable DeliveryStatus status) {}
