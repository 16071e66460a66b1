package dev.messenger.adapter.inmemory.media;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.application.media.port.AlreadyAttached;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Issued uploads and the attachments made from them. Thread-safe. */
public final class InMemoryAttachments implements Attachments {

    private final Database database;

    public InMemoryAttachments(Database database) {
        this.database = database;
    }

    @Override
    public void addUpload(Upload upload) {
        database.transactions.run(() -> database.uploads.put(upload.key().value(), upload));
    }

    @Override
    public Optional<Upload> findUpload(ObjectKey key) {
        return database.transactions.inTransaction(() -> database.uploads.find(key.value()));
    }

    @Override
    public boolean reserve(ObjectKey key, Instant until) {
        return database.transactions.inTransaction(() -> {
            if (!database.uploads.has(key.value())) {
                return false;
            }
            Instant before = database.reservations.find(key.value()).orElse(until);
            database.reservations.put(key.value(), before.isAfter(until) ? before : until);
            return true;
        });
    }

    @Override
    public Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform, int max, Instant now) {
        String key = upload.key().value();
        return database.transactions.inTransaction(() -> {
            if (!database.uploads.has(key) || database.messageOfUpload.has(key)) {
                throw new AlreadyAttached();
            }
            if (countOf(message) >= max) {
                throw new RuleViolation(
                        "too_many_attachments", "message_id: a message has at most " + max + " attachments.");
            }
            AttachmentId id = new AttachmentId(database.attachmentIds.next());
            Attachment attachment = new Attachment(id, message, upload.key(), upload.type(), upload.size(), waveform);
            database.attachments.put(Key.of(message, id), attachment);
            database.messageOfUpload.put(key, message);
            return attachment;
        });
    }

    @Override
    public Optional<Page> ofChat(ChatId chat, UserId viewer, @Nullable AttachmentId before, int limit) {
        return database.transactions.inTransaction(() -> database.standing(chat, viewer)
                .map(standing -> new Page(
                        standing,
                        database.members
                                .find(Key.of(chat, viewer))
                                .map(member -> files(member, before, limit))
                                .orElse(List.of()))));
    }

    /** Scans all messages of the chat. */
    private List<FileOfChat> files(MemberRow member, @Nullable AttachmentId before, int limit) {
        return database.visibleTo(member)
                .flatMap(message -> filesOf(message.id()).map(file -> ofChat(file, message.original())))
                .filter(file -> before == null || file.attachment().id().compareTo(before) < 0)
                .sorted(Comparator.comparing(
                                (FileOfChat file) -> file.attachment().id())
                        .reversed())
                .limit(limit)
                .toList();
    }

    private static FileOfChat ofChat(Attachment file, NewMessage message) {
        return new FileOfChat(file, message.sender(), message.type(), message.createdAt());
    }

    private Stream<Attachment> filesOf(MessageId message) {
        return database.attachments.of(message.value());
    }

    private long countOf(MessageId message) {
        return filesOf(message).count();
    }
}
