package dev.messenger.adapter.http.media;

import dev.messenger.application.media.ChatFiles;
import dev.messenger.application.media.Uploads;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.Map;

/** The JSON of uploads and of the files of a chat. */
final class MediaBodies {

    private MediaBodies() {}

    record UploadUrlRequest(String fileName, String fileType, long fileSize) {}

    record UploadUrlResponse(
            String uploadUrl, String fileUrl, String objectKey, long expiresIn, Map<String, String> requiredHeaders) {

        static UploadUrlResponse of(Uploads.Ticket ticket) {
            return new UploadUrlResponse(
                    ticket.link().url().toString(),
                    ticket.address().toString(),
                    ticket.key().value(),
                    ticket.expiresIn().toSeconds(),
                    ticket.link().headers());
        }
    }

    record ChatAttachmentRead(
            long id,
            long messageId,
            long senderId,
            MessageType messageType,
            Instant messageCreatedAt,
            String fileUrl,
            String fileType,
            long fileSize) {

        static ChatAttachmentRead of(ChatFiles.FileView file) {
            return new ChatAttachmentRead(
                    file.attachment().id().value(),
                    file.attachment().message().value(),
                    file.sender().value(),
                    file.messageType(),
                    file.messageCreatedAt(),
                    file.fileUrl().toString(),
                    file.attachment().type().mime(),
                    file.attachment().size());
        }
    }
}
