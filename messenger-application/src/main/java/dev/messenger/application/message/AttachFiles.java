package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.media.port.AlreadyAttached;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Attaching uploads to messages (rules D2, D3, M14). */
public final class AttachFiles {

    private static final int MAX_PER_MESSAGE = 10;

    private final Messages messages;
    private final MessageChanges changes;
    private final Attachments attachments;
    private final Uploads uploads;
    private final MessageViews views;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public AttachFiles(
            Messages messages,
            MessageChanges changes,
            Attachments attachments,
            Uploads uploads,
            MessageViews views,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.messages = messages;
        this.changes = changes;
        this.attachments = attachments;
        this.uploads = uploads;
        this.views = views;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * An upload to attach to a message.
     *
     * @param fileUrl the address that the upload link came with
     * @param size in bytes
     */
    public record Command(
            MessageId message,
            String fileUrl,
            MediaType type,
            long size,
            @Nullable Waveform waveform) {}

    /**
     * Attaches an upload of the caller to a message of the caller.
     *
     * @throws MessageNotFound when the caller cannot see the message
     * @throws Forbidden when somebody else sent the message, or the caller may no longer post there
     * @throws InvalidValue when the link is not an upload of the caller, or differs from the declared or the stored file
     * @throws AlreadyAttached when the upload belongs to a message already
     * @throws Unavailable when the media storage does not answer; nothing is attached
     */
    public MessageView.AttachmentView attach(UserId caller, Command command) {
        requireOwnMessage(caller, command);
        Upload upload = uploadOf(caller, command);
        uploads.requireStored(upload, "file_url");
        Instant now = clock.instant();
        return transactions.inTransaction(() -> {
            MessageWithStatus message = requireOwnMessage(caller, command);
            Attachment attachment =
                    attachments.attach(upload, message.message().id(), command.waveform(), MAX_PER_MESSAGE, now);
            messages.touch(command.message(), now);
            outbox.append(new Event.MessageUpdated(message.message().chat(), command.message(), caller));
            return views.of(attachment);
        });
    }

    private MessageWithStatus requireOwnMessage(UserId caller, Command command) {
        LockedMessage locked = changes.lockMessage(command.message(), caller).orElseThrow(MessageNotFound::new);
        MessageWithStatus message = locked.message();
        locked.rightOf(caller).requireAttaching();
        MessageType type = message.message().type();
        boolean sound = type == MessageType.AUDIO || type == MessageType.VOICE;
        if (command.waveform() != null && !(sound && command.type().isAudio())) {
            throw new RuleViolation("waveform_without_sound", "waveform_points: only audio and voice have a waveform.");
        }
        return message;
    }

    private Upload uploadOf(UserId caller, Command command) {
        Upload upload = uploads.ownUpload(caller, "file_url", command.fileUrl());
        if (upload.type() != command.type()) {
            throw new InvalidValue(
                    "file_type", "was declared as " + upload.type().mime() + " for this upload");
        }
        if (upload.size() != command.size()) {
            throw new InvalidValue("file_size", "was declared as " + upload.size() + " for this upload");
        }
        return upload;
    }
}
