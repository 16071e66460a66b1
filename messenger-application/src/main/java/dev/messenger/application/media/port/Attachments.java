package dev.messenger.application.media.port;

import dev.messenger.application.media.AlreadyAttached;
import dev.messenger.application.media.Upload;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads that were issued, and what became of them. Thread-safe. */
public interface Attachments {

    /** Keeps that a key was issued. */
    void addUpload(Upload upload);

    /** The upload of a key, or empty. */
    Optional<Upload> findUpload(ObjectKey key);

    /**
     * Makes an upload a file of a message. Of two at once for one upload, one gets it.
     *
     * @param max how many files a message may have
     * @throws AlreadyAttached when the upload belongs to a message already
     * @throws RuleViolation when the message has {@code max} files already, also under a race
     */
    Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform, int max, Instant now);
}
