package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group or channel to store.
 *
 * @param type {@code GROUP} or {@code CHANNEL}
 * @param members without the owner, the most senior first
 */
public record NewChat(
        ChatType type,
        PublicId publicId,
        Title title,
        @Nullable Handle handle,
        @Nullable Description description,
        boolean isPublic,
        UserId owner,
        Set<UserId> members,
        Instant createdAt) {}
