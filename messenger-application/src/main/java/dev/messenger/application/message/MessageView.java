package dev.messenger.application.message;

import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as one viewer sees it.
 *
 * @param deliveryStatus null on messages of others (rule M4)
 * @param attachments with links that expire (rule D4)
 */
public record MessageView(
        StoredMessage message, @Nullable DeliveryStatus deliveryStatus, List<AttachmentView> attachments) {

    /** The waveform of the first attachment that has one, or null. */
    public @Nullable Waveform waveform() {
        for (AttachmentView attachment : attachments) {
            if (attachment.waveform() != null) {
                return attachment.waveform();
            }
        }
        return null;
    }

    /**
     * A file of a message.
     *
     * @param fileUrl a signed link that expires
     * @param fileSize in bytes
     */
    public record AttachmentView(
            AttachmentId id,
            MessageId message,
            URI fileUrl,
            MediaType fileType,
            long fileSize,
            @Nullable Waveform waveform) {}
}
