package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
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
        @Nullable Avatar avatar,
        boolean isPublic,
        boolean isSaved,
        @Nullable MessageId pinned,
        Instant createdAt) {

    /** The same with another title. */
    public ChatRow with(Title changed) {
        return new ChatRow(
                id, type, publicId, changed, handle, description, avatar, isPublic, isSaved, pinned, createdAt);
    }

    /** The same with another description, or none. */
    public ChatRow describedAs(@Nullable Description changed) {
        return new ChatRow(id, type, publicId, title, handle, changed, avatar, isPublic, isSaved, pinned, createdAt);
    }

    /** The same with another avatar, or none. */
    public ChatRow showing(@Nullable Avatar changed) {
        return new ChatRow(
                id, type, publicId, title, handle, description, changed, isPublic, isSaved, pinned, createdAt);
    }

    /** The same with another message pinned, or none. */
    public ChatRow pinning(@Nullable MessageId message) {
        return new ChatRow(
                id, type, publicId, title, handle, description, avatar, isPublic, isSaved, message, createdAt);
    }
}
