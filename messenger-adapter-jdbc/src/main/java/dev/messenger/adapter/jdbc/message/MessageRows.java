package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.media.AttachmentRow;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.message.port.ViewerState;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.message.ReadPositions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads messages with their attachments, in the columns of the SQL functions {@code visible_messages} and {@code attachments_of}: a row for
 * each attachment, and one for a message without any. The rows of one message follow one another.
 */
final class MessageRows {

    private MessageRows() {}

    /**
     * Reads messages with the status that the viewer learns, from the current row to the last one. It takes the columns of {@code
     * positions_of_others} and {@code is_saved} as well.
     *
     * @return empty when the current row has no message, as after an outer join
     */
    static List<MessageWithStatus> read(ResultSet rows, UserId viewer) throws SQLException {
        return read(
                rows,
                (row, message) -> new MessageWithStatus(
                        message,
                        message.sender().equals(viewer)
                                ? DeliveryStatus.of(message.id(), positionsOfOthers(row))
                                : null));
    }

    /** {@link #read} without the status. */
    static List<StoredMessage> readStored(ResultSet rows) throws SQLException {
        return read(rows, (row, message) -> message);
    }

    /** How far the others got; in the saved chat, which has no others, all is read (rule M4). */
    static ReadPositions positionsOfOthers(ResultSet row) throws SQLException {
        return row.getBoolean("is_saved")
                ? ReadPositions.START.readUpTo(ViewerState.END)
                : new ReadPositions(
                        Columns.idOrNull(row, "others_delivered", MessageId::new),
                        Columns.idOrNull(row, "others_read", MessageId::new));
    }

    /** Makes a result of the first row of a message. */
    private interface FirstRow<T> {

        T read(ResultSet row, StoredMessage message) throws SQLException;
    }

    private static <T> List<T> read(ResultSet rows, FirstRow<T> reader) throws SQLException {
        List<T> messages = new ArrayList<>();
        boolean more = Columns.idOrNull(rows, "id", MessageId::new) != null;
        while (more) {
            MessageId id = new MessageId(rows.getLong("id"));
            List<Attachment> attachments = new ArrayList<>();
            messages.add(reader.read(rows, message(rows, id, Collections.unmodifiableList(attachments))));
            do {
                Attachment attachment = AttachmentRow.read(rows, id);
                if (attachment != null) {
                    attachments.add(attachment);
                }
                more = rows.next();
            } while (more && rows.getLong("id") == id.value());
        }
        return messages;
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
                attachments,
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
