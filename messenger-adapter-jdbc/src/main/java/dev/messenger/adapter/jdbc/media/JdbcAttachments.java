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
        transactions.update(
                """
                        insert into uploads (object_key, owner_id, type, size, created_at, due_at)
                        values (:key, :owner, :type, :size, :at, :due)
                        """,
                update -> update.bind("key", upload.key())
                        .bind("owner", upload.owner())
                        .bind("type", upload.type().mime())
                        .bind("size", upload.size())
                        .bind("at", upload.createdAt())
                        .bind("due", upload.createdAt().plus(Upload.UNUSED_TTL)));
    }

    @Override
    public Optional<Upload> findUpload(ObjectKey key) {
        return transactions.first(
                "select owner_id, type, size, created_at from uploads where object_key = :key",
                row -> new Upload(
                        key,
                        new UserId(row.getLong("owner_id")),
                        MediaType.ofMime("type", Columns.text(row, "type")),
                        row.getLong("size"),
                        Columns.instant(row, "created_at")),
                query -> query.bind("key", key));
    }

    @Override
    public boolean reserve(ObjectKey key, Instant until) {
        return transactions.update("""
                                update uploads
                                set reserved_until = greatest(reserved_until, :until), due_at = coalesce(due_at, :until)
                                where object_key = :key
                                """, update -> update.bind("key", key).bind("until", until)) == 1;
    }

    @Override
    public Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform, int max, Instant now) {
        return transactions.inTransaction(() -> {
            ChatId chat = lockMessage(message);
            claim(upload, message);
            AttachmentId id = insert(upload, chat, message, waveform, max, now)
                    .orElseThrow(() -> new RuleViolation(
                            "too_many_attachments", "message_id: a message has at most %d files.".formatted(max)));
            return new Attachment(id, message, upload.key(), upload.type(), upload.size(), waveform);
        });
    }

    /** The next transaction that attaches to this message waits here, and then counts what this one has added. */
    private ChatId lockMessage(MessageId message) {
        return transactions
                .first(
                        "select chat_id from messages where id = :message and deleted_at is null for no key update",
                        row -> new ChatId(row.getLong("chat_id")),
                        query -> query.bind("message", message))
                .orElseThrow(MessageNotFound::new);
    }

    private void claim(Upload upload, MessageId message) {
        int claimed = transactions.update(
                """
                        update uploads set message_id = :message, due_at = null
                        where object_key = :key and message_id is null
                        """, update -> update.bind("message", message).bind("key", upload.key()));
        if (claimed == 0) {
            throw new AlreadyAttached();
        }
    }

    private Optional<AttachmentId> insert(
            Upload upload, ChatId chat, MessageId message, @Nullable Waveform waveform, int max, Instant now) {
        return transactions.first(
                """
                        insert into attachments (chat_id, message_id, object_key, type, size, waveform, created_at)
                        select :chat, :message, :key, :type, :size, :waveform, :at
                        where (select count(*) from attachments where chat_id = :chat and message_id = :message) < :max
                        returning id
                        """,
                row -> new AttachmentId(row.getLong("id")),
                query -> query.bind("chat", chat)
                        .bind("message", message)
                        .bind("key", upload.key())
                        .bind("type", upload.type().mime())
                        .bind("size", upload.size())
                        .bind("waveform", AttachmentRow.bytes(waveform))
                        .bind("at", now)
                        .bind("max", max));
    }

    @Override
    public Optional<Page> ofChat(ChatId chat, UserId viewer, @Nullable AttachmentId before, int limit) {
        return transactions.first(
                OF_CHAT,
                JdbcAttachments::page,
                query -> query.bind("chat", chat)
                        .bind("viewer", viewer)
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
