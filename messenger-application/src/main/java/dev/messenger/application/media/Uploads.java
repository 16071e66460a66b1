package dev.messenger.application.media;

import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.media.port.UploadLink;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Text;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** Uploads, which go straight to the object store (rules D1, D7, D8). */
public final class Uploads {

    private final Attachments attachments;
    private final UploadBounds bounds;
    private final MediaStorage storage;
    private final Randomness randomness;
    private final InstantSource clock;
    private final Settings settings;

    Uploads(
            Attachments attachments,
            UploadBounds bounds,
            MediaStorage storage,
            Randomness randomness,
            InstantSource clock,
            Settings settings) {
        this.attachments = attachments;
        this.bounds = bounds;
        this.storage = storage;
        this.randomness = randomness;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * The permission to upload one file.
     *
     * @param link where to put the file
     * @param address what to send to attach the file
     * @param expiresIn how long the link is valid
     */
    public record Ticket(UploadLink link, URI address, ObjectKey key, Duration expiresIn) {}

    /**
     * Issues an upload key that is bound to type and size.
     *
     * @param fileName checked for its length alone
     * @param fileSize in bytes
     * @throws InvalidValue when a value is out of range
     * @throws RuleViolation {@code too_many_uploads} or {@code storage_quota} when the caller has too many or too large ones (rule D7)
     * @throws Unavailable {@code storage_full} when the object store has no room for the file (rule D8)
     */
    public Ticket issue(UserId caller, String fileName, String fileType, long fileSize) {
        Text.trimmed("file_name", fileName, 1, 255);
        MediaType type = MediaType.ofMime("file_type", fileType);
        if (fileSize < 1 || fileSize > settings.maxUploadSize()) {
            throw new InvalidValue("file_size", "must be 1 to %d bytes".formatted(settings.maxUploadSize()));
        }
        ObjectKey key = ObjectKey.upload(randomness.token(), type);
        UploadLink link = storage.uploadLink(key, type, fileSize, Upload.LINK_TTL);
        bounds.add(new Upload(key, caller, type, fileSize, clock.instant()));
        return new Ticket(link, storage.address(key), key, Upload.LINK_TTL);
    }

    /**
     * The caller's upload under an address.
     *
     * @param field the name of the field, for the error
     * @param url the address from the ticket, or a download link
     * @throws InvalidValue when it is not an upload of the caller
     */
    public Upload ownUpload(UserId caller, String field, String url) {
        return storage.keyOf(url)
                .flatMap(attachments::findUpload)
                .filter(issued -> issued.owner().equals(caller))
                .orElseThrow(() -> new InvalidValue(field, "is not the file_url of an upload of yours"));
    }

    /**
     * Requires that the file was uploaded as declared. It calls the object store: do not call it in a transaction.
     *
     * @param field the name of the field, for the error
     * @throws RuleViolation {@code not_uploaded}, or {@code upload_differs} from the declaration
     * @throws Unavailable when the object store does not answer
     */
    public void requireStored(Upload upload, String field) {
        MediaStorage.StoredObject stored = storage.find(upload.key())
                .orElseThrow(() -> new RuleViolation(
                        "not_uploaded", field + ": nothing was uploaded yet. PUT the file to its upload_url first."));
        if (stored.size() != upload.size()
                || !stored.contentType().equals(upload.type().mime())) {
            throw new RuleViolation(
                    "upload_differs", field + ": the stored file differs from what was declared. Upload it again.");
        }
    }
}
