package dev.messenger.application.message;

import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.shared.Settings;
import dev.messenger.domain.media.Attachment;
import java.util.List;

/** Adds download links to stored messages; they cost no round trip. */
public final class MessageViews {

    private final MediaStorage storage;
    private final Settings settings;

    public MessageViews(MediaStorage storage, Settings settings) {
        this.storage = storage;
        this.settings = settings;
    }

    public MessageView of(MessageWithStatus message) {
        return new MessageView(
                message.message(),
                message.status(),
                message.message().attachments().stream().map(this::of).toList());
    }

    /** Messages as everyone but their senders sees them. */
    public List<MessageView> ofOthers(List<StoredMessage> messages) {
        return messages.stream()
                .map(message -> of(new MessageWithStatus(message, null)))
                .toList();
    }

    public List<MessageView> of(List<MessageWithStatus> messages) {
        return messages.stream().map(this::of).toList();
    }

    public MessageView.AttachmentView of(Attachment attachment) {
        return new MessageView.AttachmentView(
                attachment.id(),
                attachment.message(),
                storage.downloadLink(attachment.key(), attachment.type(), settings.downloadUrlTtl()),
                attachment.type(),
                attachment.size(),
                attachment.waveform());
    }
}
