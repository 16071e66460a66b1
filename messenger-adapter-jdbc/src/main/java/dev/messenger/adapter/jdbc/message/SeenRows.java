package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.media.AttachmentRow;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Messages as one viewer sees them, in one shape for every query that reads them: a row for each attachment, and one for a
 * message without any.
 */
final class SeenRows {

    /** A message {@code m}, the same for everyone, with {@link #ATTACHMENTS} joined. */
    static final String MESSAGE = """
            m.id, m.chat_id, m.sender_id, m.type, m.text, m.reply_to_id, m.forwarded_from_id, m.created_at, m.updated_at,
            """ + AttachmentRow.COLUMNS;

    /**
     * What {@link #read} needs: messages {@code m} of chat {@code c}, seen by {@code :viewer}, with {@link #ATTACHMENTS} and
     * {@link #FURTHEST} joined. The saved chat, a pair of one, has nobody else: what is written there is read (rule M4).
     */
    static final String COLUMNS = """
            case
                when m.sender_id <> :viewer then null
                when m.id <= furthest.read or c.private_low = c.private_high then 'read'
                when m.id <= furthest.delivered then 'delivered'
                else 'sent'
            end as status,
            """ + MESSAGE;

    /** The files of {@code m}. */
    static final String ATTACHMENTS = """

            left join attachments a on a.chat_id = m.chat_id and a.message_id = m.id
            """;

    /** What {@code :viewer}, the member {@code me} of its chat, can see of {@code m}. */
    static final String VISIBLE = """
            (m.deleted_at is null and m.id > me.cleared_message_id and not exists (
                select from hidden_messages h
                where h.chat_id = m.chat_id and h.user_id = :viewer and h.message_id = m.id))
            """;

    /**
     * How far the furthest other member of {@code c} got: two probes of an index, whatever the number of members. Offset 0
     * keeps the planner from moving the probes into the list of columns, where each message would repeat them.
     */
    static final String FURTHEST = """

            cross join lateral (
                select
                    (select delivered_message_id from chat_members
                     where chat_id = c.id and user_id <> :viewer and delivered_message_id is not null
                     order by delivered_message_id desc limit 1) as delivered,
                    (select read_message_id from chat_members
                     where chat_id = c.id and user_id <> :viewer and read_message_id is not null
                     order by read_message_id desc limit 1) as read
                offset 0
            ) furthest
            """;

    private SeenRows() {}

    /**
     * Reads the rows from the present one to the last; rows of one message follow one another. A row without a message, from
     * an outer join, gives none.
     */
    static List<MessageWithStatus> read(ResultSet rows) throws SQLException {
        List<MessageWithStatus> messages = new ArrayList<>();
        boolean more = Columns.idOrNull(rows, "id", MessageId::new) != null;
        while (more) {
            MessageId id = new MessageId(rows.getLong("id"));
            List<Attachment> attachments = new ArrayList<>();
            MessageWithStatus seen = new MessageWithStatus(
                    message(rows, id, attachments), Columns.namedOrNull(rows, "status", DeliveryStatus.class));
            do {
                Attachment attachment = AttachmentRow.read(rows, id);
                if (attachment != null) {
                    attachments.add(attachment);
                }
                more = rows.next();
            } while (more && rows.getLong("id") == id.value());
            messages.add(seen);
        }
        return messages;
    }

    /** {@link #read} from the first row on, if there is one. */
    static List<MessageWithStatus> readAll(ResultSet rows) throws SQLException {
        return rows.next() ? read(rows) : List.of();
    }

    private static StoredMessage message(ResultSet row, MessageId id, List<Attachment> attachments)
            throws SQLException {
        return new StoredMessage(
                id,
                new ChatId(row.getLong("chat_id")),
                new UserId(row.getLong("sender_id")),
                Columns.idOrNull(row, "reply_to_id", MessageId::new),
                Columns.idOrNull(row, "forwarded_from_id", MessageId::new),
                Columns.named(row, "type", MessageType.class),
                Columns.textOrNull(row, "text", MessageText::new),
                Collections.unmodifiableList(attachments),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
