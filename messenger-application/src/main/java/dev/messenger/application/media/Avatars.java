package dev.messenger.application.media;

import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.shared.Settings;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Avatars of users and chats: uploads, or links to other hosts (rules U4, D4). */
public final class Avatars {

    private static final String FIELD = "avatar_url";

    /** How long an accepted upload is safe from the clean-up; far longer than storing the avatar takes. */
    private static final Duration RESERVATION = Duration.ofMinutes(1);

    private final Uploads uploads;
    private final Attachments attachments;
    private final MediaStorage storage;
    private final InstantSource clock;
    private final Settings settings;

    public Avatars(
            Uploads uploads, Attachments attachments, MediaStorage storage, InstantSource clock, Settings settings) {
        this.uploads = uploads;
        this.attachments = attachments;
        this.storage = storage;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Parses an {@code avatar_url}. It calls the object store: call it before the transaction that stores the avatar, which has
     * a minute.
     *
     * @param text an http or https address, the address of an image that the caller uploaded, or the URL of {@code current}
     * @param current the present avatar, null for none
     * @throws InvalidValue when it is none of these
     * @throws RuleViolation {@code not_uploaded} or {@code upload_differs} when the stored file is not as declared
     * @throws Unavailable when the object store does not answer
     */
    public Avatar accept(UserId caller, String text, @Nullable Avatar current) {
        Optional<ObjectKey> key = storage.keyOf(text);
        if (key.isEmpty()) {
            return Avatar.outside(FIELD, text);
        }
        Avatar avatar = new Avatar.Uploaded(key.get());
        if (!avatar.equals(current)) {
            requireOwnImage(caller, text);
        }
        if (!attachments.reserve(key.get(), clock.instant().plus(RESERVATION))) {
            throw new InvalidValue(FIELD, "this upload was removed. Upload the image again.");
        }
        return avatar;
    }

    /** The URL of an avatar: a signed link that expires, or the link to another host. Costs no round trip. */
    public URI url(Avatar avatar) {
        return switch (avatar) {
            case Avatar.Uploaded uploaded ->
                storage.downloadLink(uploaded.key(), uploaded.key().type(), settings.downloadUrlTtl());
            case Avatar.Outside outside -> outside.url();
        };
    }

    /** {@link #url}, or null for none. */
    public @Nullable URI urlOrNull(@Nullable Avatar avatar) {
        return avatar == null ? null : url(avatar);
    }

    private void requireOwnImage(UserId caller, String text) {
        Upload upload = uploads.ownUpload(caller, FIELD, text);
        if (!upload.type().isImage()) {
            throw new InvalidValue(
                    FIELD, "must be an image, is " + upload.type().mime());
        }
        uploads.requireStored(upload, FIELD);
    }
}
