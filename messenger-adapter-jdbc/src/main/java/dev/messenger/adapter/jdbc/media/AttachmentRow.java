package dev.messenger.adapter.jdbc.media;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attachment, from the columns of the SQL function {@code attachments_of}. */
public final class AttachmentRow {

    private AttachmentRow() {}

    /** Reads the attachment of this row; null after an outer join when the message has none. */
    public static @Nullable Attachment read(ResultSet row, MessageId message) throws SQLException {
        long id = row.getLong("attachment_id");
        if (row.wasNull()) {
            return null;
        }
        return new Attachment(
                new AttachmentId(id),
                message,
                new ObjectKey(Columns.text(row, "attachment_key")),
                MediaType.ofMime("type", Columns.text(row, "attachment_type")),
                row.getLong("attachment_size"),
                waveform(row.getBytes("attachment_waveform")));
    }

    /** A waveform as it is stored: a byte for each point, since none is above 31. */
    static byte @Nullable [] bytes(@Nullable Waveform waveform) {
        if (waveform == null) {
            return null;
        }
        byte[] bytes = new byte[waveform.points().size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = waveform.points().get(i).byteValue();
        }
        return bytes;
    }

    private static @Nullable Waveform waveform(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        List<Integer> points = new ArrayList<>(bytes.length);
        for (byte point : bytes) {
            points.add((int) point);
        }
        return new Waveform(points);
    }
}
