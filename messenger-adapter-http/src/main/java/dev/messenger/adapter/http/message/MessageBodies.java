package dev.messenger.adapter.http.message;

import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.json.Patch;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.MessageView.AttachmentView;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.message.ReadPositions;
import dev.messenger.domain.shared.InvalidValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of messages, their files, reactions and read states. */
public final class MessageBodies {

    private MessageBodies() {}

    record MessageCreateRequest(
            long chatId,
            MessageType type,
            @Nullable String text,
            @Nullable String clientMessageId,
            @Nullable Long replyToMessageId) {}

    /** The text must be present; null removes a caption. */
    record MessageUpdateRequest(Patch<@Nullable String> text) {

        MessageUpdateRequest {
            if (!text.isGiven()) {
                throw new InvalidValue("text", "is required");
            }
        }
    }

    record MessageForwardRequest(
            long targetChatId, @Nullable Boolean includeAuthor) {}

    record MessageForwardBulkRequest(
            List<Long> targetChatIds, @Nullable Boolean includeAuthor) {}

    record MessageReactionToggleRequest(String emoji) {}

    public record MessageReactionRead(String emoji, int count, boolean reacted) {

        public static MessageReactionRead of(ReactionView view) {
            return new MessageReactionRead(view.emoji().value(), view.count(), view.reacted());
        }
    }

    enum StatusEvent {
        MESSAGE_DELIVERED,
        MESSAGE_READ
    }

    record MessageStatusUpdateRequest(long chatId, long messageId, StatusEvent status) {}

    record MessageStatusRead(
            @Nullable Long lastDeliveredMessageId, @Nullable Long lastReadMessageId) {

        static MessageStatusRead of(ReadPositions positions) {
            return new MessageStatusRead(
                    Mapping.nullable(positions.delivered(), MessageId::value),
                    Mapping.nullable(positions.read(), MessageId::value));
        }
    }

    public record MessageRead(
            long id,
            long chatId,
            long senderId,
            @Nullable Long replyToMessageId,
            @Nullable Long forwardedFromMessageId,
            MessageType type,
            @Nullable String text,
            @Nullable DeliveryStatus deliveryStatus,
            @Nullable List<Integer> attachmentWaveform,
            List<AttachmentRead> attachments,
            Instant createdAt,
            Instant updatedAt) {

        public static MessageRead of(MessageView view) {
            StoredMessage message = view.message();
            return new MessageRead(
                    message.id().value(),
                    message.chat().value(),
                    message.sender().value(),
                    Mapping.nullable(message.replyTo(), MessageId::value),
                    Mapping.nullable(message.forwardedFrom(), MessageId::value),
                    message.type(),
                    Mapping.nullable(message.text(), MessageText::value),
                    view.deliveryStatus(),
                    Mapping.nullable(view.waveform(), Waveform::points),
                    Mapping.list(view.attachments(), AttachmentRead::of),
                    message.createdAt(),
                    message.updatedAt());
        }
    }

    record AttachmentCreateRequest(
            long messageId,
            String fileUrl,
            String fileType,
            long fileSize,
            @Nullable List<Integer> waveformPoints) {}

    public record AttachmentRead(
            long id,
            long messageId,
            String fileUrl,
            String fileType,
            long fileSize,
            @Nullable List<Integer> waveformPoints) {

        static AttachmentRead of(AttachmentView view) {
            return new AttachmentRead(
                    view.id().value(),
                    view.message().value(),
                    view.fileUrl().toString(),
                    view.fileType().mime(),
                    view.fileSize(),
                    Mapping.nullable(view.waveform(), Waveform::points));
        }
    }
}
