package dev.messenger.adapter.jdbc.media;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.media.port.AlreadyAttached;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.Upload;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Uploads and attachments, in the tables of these names. */
public final class JdbcAttachments implements Attachments {

    /** The limit of one keeps the planner from reading all messages of the chat at once. */
    private static final String OF_CHAT = """
            select c.type as chat_type, c.is_public, me.role, file.*
            from chats c
            left join chat_members me on me.chat_id = c.id and me.user_id = :viewer
            left join lateral (
                select m.id as message_id, m.sender_id, m.type as message_type, m.created_at as message_created_at, a.id as attachment_id,
                    a.object_key as attachment_key, a.type as attachment_type, a.size as attachment_size, a.waveform as attachment_waveform
                from attachments a
                cross join lateral (
                    select * from visible_messages(:viewer, a.chat_id, me.cleared_message_id) where id = a.message_id limit 1
                ) m
                where a.chat_id = c.id and a.id < :before
                order by a.id desc
                limit :limit
            ) file on true
            where c.id = :chat
            order by file.attachment_id desc
            """;

    private final JdbcTransactions transactions;

    public JdbcAttachments(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void addUpload(Upload upload) {
        transactions.with(handle -> handle.createUpdate("""
                        insert into uploads (object_key, owner_id, type, size, created_at, due_at)
                        values (:key, :owner, :type, :size, :at, :due)
                        """)
                .bind("key", upload.key().value())
                .bind("owner", upload.owner().value())
                .bind("type", upload.type().mime())
                .bind("size", upload.size())
                .bind("at", upload.createdAt())
                .bind("due", upload.createdAt().plus(Upload.UNUSED_TTL))
                .execute());
    }

    @Override
    public Optional<Upload> findUpload(ObjectKey key) {
        return transactions.with(handle -> handle.createQuery(
                        "select owner_id, type, size, created_at from uploads where object_key = :key")
                .bind("key", key.value())
                .map((row, ctx) -> new Upload(
                        key,
                        new UserId(row.getLong("owner_id")),
                        MediaType.ofMime("type", Columns.text(row, "type")),
                        row.getLong("size"),
                        Columns.instant(row, "created_at")))
                .findOne());
    }

    @Override
    public boolean reserve(ObjectKey key, Instant until) {
        return transactions.with(handle -> handle.createUpdate("""
                                update uploads
                                set reserved_until = greatest(reserved_until, :until), due_at = coalesce(due_at, :until)
                                where object_key = :key
                                """)
                        .bind("key", key.value())
                        .bind("until", until)
                        .execute()
                == 1);
    }

    @Override
    public Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform, int max, Instant now) {
        return transactions.inTransaction(() -> transactions.with(handle -> {
            ChatId chat = lockMessage(handle, message);
            claim(handle, upload, message);
            AttachmentId id = insert(handle, upload, chat, message, waveform, max, now)
                    .orElseThrow(() -> new RuleViolation(
                            "too_many_attachments", "message_id: a message has at most %d files.".formatted(max)));
            return new Attachment(id, message, upload.key(), upload.type(), upload.size(), waveform);
        }));
    }

    /** The next transaction that attaches to this message waits here, and then counts what this one has added. */
    private static ChatId lockMessage(Handle handle, MessageId message) {
        return handle.createQuery(
                        "select chat_id from messages where id = :message and deleted_at is null for no key update")
                .bind("message", message.value())
                .map((row, ctx) -> new ChatId(row.getLong("chat_id")))
                .findOne()
                .orElseThrow(MessageNotFound::new);
    }

    private static void claim(Handle handle, Upload upload, MessageId message) {
        int claimed = handle.createUpdate("""
                        update uploads set message_id = :message, due_at = null
                        where object_key = :key and message_id is null
                        """)
                .bind("message", message.value())
                .bind("key", upload.key().value())
                .execute();
        if (claimed == 0) {
            throw new AlreadyAttached();
        }
    }

    private static Optional<AttachmentId> insert(
            Handle handle,
            Upload upload,
            ChatId chat,
            MessageId message,
            @Nullable Waveform waveform,
            int max,
            Instant now) {
        return handle.createQuery("""
                        insert into attachments (chat_id, message_id, object_key, type, size, waveform, created_at)
                        select :chat, :message, :key, :type, :size, :waveform, :at
                        where (select count(*) from attachments where chat_id = :chat and message_id = :message) < :max
                        returning id
                        """)
                .bind("chat", chat.value())
                .bind("message", message.value())
                .bind("key", upload.key().value())
                .bind("type", upload.type().mime())
                .bind("size", upload.size())
                .bind("waveform", AttachmentRow.bytes(waveform))
                .bind("at", now)
                .bind("max", max)
                .map((row, ctx) -> new AttachmentId(row.getLong("id")))
                .findOne();
    }

    @Override
    public Optional<Page> ofChat(ChatId chat, UserId viewer, @Nullable AttachmentId before, int limit) {
        return transactions.scanFirst(
                OF_CHAT,
                JdbcAttachments::page,
                query -> query.bind("chat", chat.value())
                        .bind("viewer", viewer.value())
                        .bind("before", before == null ? Long.MAX_VALUE : before.value())
                        .bind("limit", limit));
    }

    private static Page page(ResultSet rows) throws SQLException {
        Standing standing = StandingRow.read(rows);
        List<FileOfChat> files = new ArrayList<>();
        do {
            MessageId message = Columns.idOrNull(rows, "message_id", MessageId::new);
            if (message != null) {
                files.add(new FileOfChat(
                        Objects.requireNonNull(AttachmentRow.read(rows, message)),
                        new UserId(rows.getLong("sender_id")),
                        Columns.named(rows, "message_type", MessageType.class),
                        Columns.instant(rows, "message_created_at")));
            }
        } while (rows.next());
        return new Page(standing, files);
    }
}
