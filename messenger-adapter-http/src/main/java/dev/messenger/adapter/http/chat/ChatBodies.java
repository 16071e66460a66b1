package dev.messenger.adapter.http.chat;

import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.ChatView.Counterpart;
import dev.messenger.application.chat.ChatView.LastMessage;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of section 7 of the reference. */
final class ChatBodies {

    private ChatBodies() {}

    record ChatCreateRequest(
            ChatType type,
            @Nullable String title,
            @Nullable String handle,
            @Nullable String description,
            @Nullable Boolean isPublic,
            @Nullable List<Long> memberIds) {}

    record ChatRead(
            long id,
            String publicId,
            ChatType type,
            @Nullable String title,
            @Nullable String avatarUrl,
            String displayTitle,
            @Nullable String handle,
            @Nullable String description,
            boolean isPublic,
            boolean isSaved,
            boolean archived,
            boolean pinned,
            int unreadCount,
            int unreadMentionsCount,
            @Nullable Long pinnedMessageId,
            int membersCount,
            int onlineCount,
            @Nullable Integer subscribersCount,
            @Nullable Long counterpartUserId,
            @Nullable String counterpartName,
            @Nullable String counterpartUsername,
            @Nullable String counterpartAvatarUrl,
            boolean counterpartIsOnline,
            @Nullable Instant counterpartLastSeenAt,
            @Nullable String lastMessageText,
            @Nullable MessageType lastMessageType,
            @Nullable Instant lastMessageCreatedAt,
            @Nullable Role myRole,
            Instant createdAt) {

        static ChatRead of(ChatView chat) {
            Counterpart other = chat.counterpart();
            LastMessage last = chat.lastMessage();
            return new ChatRead(
                    chat.id().value(),
                    chat.publicId().value(),
                    chat.type(),
                    text(chat.title()),
                    null,
                    chat.displayTitle(),
                    text(chat.handle()),
                    text(chat.description()),
                    chat.isPublic(),
                    false,
                    false,
                    false,
                    chat.unreadCount(),
                    0,
                    null,
                    chat.membersCount(),
                    0,
                    chat.type() == ChatType.CHANNEL ? chat.membersCount() : null,
                    other == null ? null : other.id().value(),
                    other == null ? null : other.name().value(),
                    other == null ? null : other.username().value(),
                    null,
                    false,
                    null,
                    last == null ? null : last.text(),
                    last == null ? null : last.type(),
                    last == null ? null : last.createdAt(),
                    chat.myRole(),
                    chat.createdAt());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
