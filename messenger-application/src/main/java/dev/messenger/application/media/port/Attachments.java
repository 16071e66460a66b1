package dev.messenger.application.media.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Uploads and the files of messages. The files of a message are deleted with it. Forwards share objects; an object is removed
 * with its last reference, see {@link ObjectRemovals}. Thread-safe.
 */
public interface Attachments {

    /** Stores an issued upload. */
    void addUpload(Upload upload);

    /** The upload of a key, or empty. */
    Optional<Upload> findUpload(ObjectKey key);

    /**
     * Protects an upload from removal until {@code until}, so that it can be used meanwhile (rule D6).
     *
     * @return false when there is no such upload, or it was removed
     */
    boolean reserve(ObjectKey key, Instant until);

    /**
     * Attaches an upload to a message. Of two concurrent calls for one upload, one succeeds.
     *
     * @param max how many files a message may have
     * @throws AlreadyAttached when the upload is attached already, or was removed
     * @throws RuleViolation when the message has {@code max} files already, also in a race
     */
    Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform, int max, Instant now);

    /**
     * The files of messages that the viewer can see, newest first (rule C8).
     *
     * @param before exclusive bound, null for the newest
     * @param limit 1 to 200
     * @return empty when there is no such chat
     */
    Optional<Page> ofChat(ChatId chat, UserId viewer, @Nullable AttachmentId before, int limit);

    /** The viewer's standing, and a page of files, which is empty for a viewer who is not a member. */
    record Page(Standing standing, List<FileOfChat> files) {}

    /** A file and its message. */
    record FileOfChat(Attachment attachment, UserId sender, MessageType messageType, Instant messageCreatedAt) {}
}
