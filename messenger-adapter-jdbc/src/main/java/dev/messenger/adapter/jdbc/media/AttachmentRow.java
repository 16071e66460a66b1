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

/** Attachments that come along with their message: one row each, the message's own columns repeated. */
public final class AttachmentRow {

    /** The columns that {@link #read} needs, of a table with the alias {@code a}. */
    public static final String COLUMNS = """
            a.id as attachment_id, a.object_key as attachment_key, a.type as attachment_type, a.size as attachment_size,
            a.waveform as attachment_waveform""";

    private AttachmentRow() {}

    /** The attachment of this row, or null when its message has none. */
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
