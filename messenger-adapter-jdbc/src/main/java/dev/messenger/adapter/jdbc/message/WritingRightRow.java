package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.people.AcquaintanceRow;
import dev.messenger.domain.message.WritingRight;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a user may write into a chat, from the columns that {@link StandingRow} reads and those of the SQL function
 * {@code private_counterpart}, outer-joined.
 */
final class WritingRightRow {

    private WritingRightRow() {}

    static WritingRight read(ResultSet row) throws SQLException {
        return new WritingRight(StandingRow.read(row), counterpart(row));
    }

    private static WritingRight.@Nullable Counterpart counterpart(ResultSet row) throws SQLException {
        return row.getObject("counterpart_id") == null
                ? null
                : new WritingRight.Counterpart(AcquaintanceRow.read(row), row.getBoolean("counterpart_has_written"));
    }
}
