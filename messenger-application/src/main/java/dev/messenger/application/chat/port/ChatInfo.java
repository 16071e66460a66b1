package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a chat that are the same for every viewer.
 *
 * @param title null for a private chat
 * @param isSaved whether it is the saved chat of a user (rule H14)
 * @param membersCount including the viewer
 */
public record ChatInfo(
        ChatId id,
        PublicId publicId,
        ChatType type,
        @Nullable Title title,
        @Nullable Handle handle,
        @Nullable Description description,
        @Nullable Avatar avatar,
        boolean isPublic,
        boolean isSaved,
        int membersCount,
        Instant createdAt) {}
