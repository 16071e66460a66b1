package dev.messenger.application.media;

import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.MediaPorts;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.PendingUploads;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.Optional;

/** Keeps what a user uploads, and above all what they do not attach, within bounds (rule D7). Thread-safe. */
final class UploadBounds {

    /** When an upload that began while its link was valid is over, on a slow connection too. */
    private static final Duration UPLOAD_IS_OVER = Upload.LINK_TTL.multipliedBy(2);

    private final Attachments attachments;
    private final PendingUploads pending;
    private final MediaStorage storage;
    private final Transactions transactions;
    private final Settings.Caps.Uploads caps;

    UploadBounds(MediaPorts ports, MediaStorage storage, Transactions transactions, Settings.Caps.Uploads caps) {
        this.attachments = ports.attachments();
        this.pending = ports.pendingUploads();
        this.storage = storage;
        this.transactions = transactions;
        this.caps = caps;
    }

    /**
     * Stores an issued upload. At the bound, links that expired unused stop counting first; to find them, each upload costs one request
     * to the object store, once.
     *
     * @throws RuleViolation {@code too_many_uploads} when the owner has too many or too large uploads that are not attached; {@code
     *     storage_quota} when all their files are too large together
     * @throws Unavailable when the owner is at the bound and the object store does not answer
     */
    void add(Upload upload) {
        if (tryAdd(upload).isPresent()) {
            abandonUnused(upload);
            tryAdd(upload).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    /** The refusal of an upload that does not fit; otherwise stores it. */
    private Optional<RuleViolation> tryAdd(Upload upload) {
        return transactions.inTransaction(() -> {
            PendingUploads.Total total = pending.lockAndCount(upload.owner());
            if (total.count() >= caps.pending() || total.bytes() + upload.size() > caps.pendingBytes()) {
                return Optional.of(tooManyPending());
            }
            if (caps.storedBytes() > 0 && pending.storedBytes(upload.owner()) + upload.size() > caps.storedBytes()) {
                return Optional.of(new RuleViolation(
                        "storage_quota",
                        "Your files may have %d bytes together. Delete messages with files to make room."
                                .formatted(caps.storedBytes())));
            }
            attachments.addUpload(upload);
            return Optional.empty();
        });
    }

    private RuleViolation tooManyPending() {
        return new RuleViolation(
                "too_many_uploads",
                ("You may have %d uploads of %d bytes together that no message or avatar uses yet. Attach some, or wait:"
                                + " unused ones are removed after %d hours.")
                        .formatted(caps.pending(), caps.pendingBytes(), Upload.UNUSED_TTL.toHours()));
    }

    /** Calls the object store, so it runs in no transaction of its own. */
    private void abandonUnused(Upload next) {
        for (ObjectKey key :
                pending.unconfirmed(next.owner(), next.createdAt().minus(UPLOAD_IS_OVER), caps.pending())) {
            if (storage.find(key).isPresent()) {
                pending.confirm(key);
            } else {
                pending.abandon(key, next.createdAt());
            }
        }
    }
}
