package dev.messenger.adapter.http.chat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.json.Patch;
import dev.messenger.application.chat.ChatDetail;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.ChatView.Counterpart;
import dev.messenger.application.chat.Invitations.InviteLink;
import dev.messenger.application.chat.port.ChatInfo;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of chats. */
public final class ChatBodies {

    private ChatBodies() {}

    record ChatCreateRequest(
            ChatType type,
            @Nullable String title,
            @Nullable String handle,
            @Nullable String description,
            @Nullable Boolean isPublic,
            @Nullable List<Long> memberIds) {}

    public record ChatRead(
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
            Instant createdAt,
            boolean muted,
            @Nullable Long lastMessageId,
            @Nullable Long clearedMessageId) {

        public static ChatRead of(ChatView view) {
            ChatInfo chat = view.chat();
            Optional<MyMembership> mine = Optional.ofNullable(view.mine());
            Counterpart other = view.counterpart();
            LastMessage last = view.lastMessage();
            return new ChatRead(
                    chat.id().value(),
                    chat.publicId().value(),
                    chat.type(),
                    text(chat.title()),
                    text(view.avatarUrl()),
                    view.displayTitle(),
                    text(chat.handle()),
                    text(chat.description()),
                    chat.isPublic(),
                    chat.isSaved(),
                    mine.map(MyMembership::archived).orElse(false),
                    mine.map(MyMembership::pinned).orElse(false),
                    mine.map(MyMembership::unread).orElse(0),
                    mine.map(MyMembership::unreadMentions).orElse(0),
                    mine.map(MyMembership::pinnedMessage).map(MessageId::value).orElse(null),
                    chat.membersCount(),
                    view.onlineCount(),
                    view.subscribersCount(),
                    Mapping.nullable(other, counterpart -> counterpart.id().value()),
                    Mapping.nullable(other, counterpart -> counterpart.name().value()),
                    Mapping.nullable(
                            other, counterpart -> counterpart.username().value()),
                    other == null ? null : text(other.avatarUrl()),
                    other != null && other.seen().online(),
                    other == null ? null : other.seen().lastSeenAt(),
                    last == null ? null : last.text(),
                    last == null ? null : last.type(),
                    last == null ? null : last.createdAt(),
                    mine.map(MyMembership::role).orElse(null),
                    chat.createdAt(),
                    mine.map(MyMembership::muted).orElse(false),
                    last == null ? null : last.id().value(),
                    mine.map(MyMembership::clearedUpTo).map(MessageId::value).orElse(null));
        }

        private static @Nullable String text(@Nullable Object value) {
            return Mapping.nullable(value, Object::toString);
        }
    }

    record ChatDetailRead(@JsonUnwrapped ChatRead chat, List<ChatMemberRead> members) {

        static ChatDetailRead of(ChatDetail detail) {
            return new ChatDetailRead(ChatRead.of(detail.chat()), Mapping.list(detail.members(), ChatMemberRead::of));
        }
    }

    record ChatDiscoverRead(@JsonUnwrapped ChatRead chat, boolean isMember) {

        static ChatDiscoverRead of(ChatView view) {
            return new ChatDiscoverRead(ChatRead.of(view), view.mine() != null);
        }
    }

    record ChatMemberRead(long id, long userId, Role role, Instant joinedAt) {

        static ChatMemberRead of(Member member) {
            return new ChatMemberRead(member.id(), member.user().value(), member.role(), member.joinedAt());
        }
    }

    record ChatTitleUpdate(String title) {}

    record ChatProfileUpdate(
            Patch<String> title, Patch<@Nullable String> description, Patch<@Nullable String> avatarUrl) {}

    record ChatMemberAddRequest(long userId) {}

    record ChatMemberRoleUpdate(Role role) {}

    record ChatPinRequest(Patch<@Nullable Long> messageId) {}

    record ChatNotificationSettingsUpdate(boolean muted) {}

    record ChatNotificationSettingsRead(long chatId, long userId, boolean muted) {}

    record InviteLinkRead(long chatId, String token, String inviteUrl) {

        static InviteLinkRead of(InviteLink link) {
            return new InviteLinkRead(
                    link.chat().value(), link.token(), link.url().toString());
        }
    }

    record JoinByInviteRequest(String token) {}
}
