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
 * Uploads that were issued, and what became of them. The files of a message go with it; forwards share objects, and an
 * object goes with the last that refers to it: see {@link ObjectRemovals}. Thread-safe.
 */
public interface Attachments {

    /** Keeps that a key was issued. */
    void addUpload(Upload upload);

    /** The upload of a key, or empty. */
    Optional<Upload> findUpload(ObjectKey key);

    /**
     * Keeps an upload from being removed before {@code until}, so that it can be made something of; afterwards it is
     * removed unless something refers to it (rule D6).
     *
     * @return false when there is no such upload (any more)
     */
    boolean reserve(ObjectKey key, Instant until);

    /**
     * Makes an upload a file of a message. Of two at once for one upload, one gets it.
     *
     * @param max how many files a message may have
     * @throws AlreadyAttached when the upload belongs to a message already, or was removed
     * @throws RuleViolation when the message has {@code max} files already, also under a race
     */
    Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform, int max, Instant now);

    /**
     * Files of messages that the viewer can see, newest first (rule C8).
     *
     * @param before exclusive bound, null for the newest
     * @param limit 1 to 200
     * @return empty when there is no such chat
     */
    Optional<Page> ofChat(ChatId chat, UserId viewer, @Nullable AttachmentId before, int limit);

    /** How the viewer stands to the chat, and a page of its files; none when the viewer is no member. */
    record Page(Standing standing, List<FileOfChat> files) {}

    /** A file and the message that it belongs to. */
    record FileOfChat(Attachment attachment, UserId sender, MessageType messageType, Instant messageCreatedAt) {}
}
