package dev.messenger.application.chat.port;

import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest message of a chat in a list. */
public record LastMessage(MessageId id, @Nullable String text, MessageType type, Instant createdAt) {}
