package dev.messenger.adapter.inmemory.media;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.application.media.AlreadyAttached;
import dev.messenger.application.media.Upload;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads that were issued, and what became of them. Thread-safe. */
public final class InMemoryAttachments implements Attachments {

    private final Database database;

    public InMemoryAttachments(Database database) {
        this.database = database;
    }

    @Override
    public void addUpload(Upload upload) {
        database.transactions().run(() -> database.uploads().put(upload.key().value(), upload));
    }

    @Override
    public Optional<Upload> findUpload(ObjectKey key) {
        return database.transactions().inTransaction(() -> database.uploads().find(key.value()));
    }

    @Override
    public Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform, int max, Instant now) {
        String key = upload.key().value();
        return database.transactions().inTransaction(() -> {
            if (database.messageOfUpload().has(key)) {
                throw new AlreadyAttached();
            }
            if (countOf(message) >= max) {
                throw new RuleViolation(
                        "too_many_attachments", "message_id: a message has at most " + max + " attachments.");
            }
            AttachmentId id = new AttachmentId(database.attachmentIds().next());
            Attachment attachment = new Attachment(id, message, upload.key(), upload.type(), upload.size(), waveform);
            database.attachments().put(Key.of(message, id), attachment);
            database.messageOfUpload().put(key, message);
            return attachment;
        });
    }

    private long countOf(MessageId message) {
        return database.attachments()
                .between(Key.below(message.value()), Key.above(message.value()))
                .count();
    }
}
