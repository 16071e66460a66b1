package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A chat without its members. */
public record ChatRow(
        ChatId id,
        ChatType type,
        PublicId publicId,
        @Nullable Title title,
        @Nullable Handle handle,
        @Nullable Description description,
        boolean isPublic,
        Instant createdAt) {}
