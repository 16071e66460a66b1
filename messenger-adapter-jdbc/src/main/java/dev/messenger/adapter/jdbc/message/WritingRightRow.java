package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.chat.StandingRow;
import dev.messenger.adapter.jdbc.people.AcquaintanceRow;
import dev.messenger.domain.message.WritingRight;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What decides about writing into chat {@code c}, as columns of any statement: a few index probes. */
final class WritingRightRow {

    /**
     * What {@link #read} needs: chat {@code c} and {@code me}, the member {@code :viewer} of it if any, with {@link
     * #COUNTERPART} joined. Whether the counterpart has written is asked only where their privacy makes it matter, and by a
     * probe (which offset 0 sees to): the planner might read all messages for it, while these are few.
     */
    static final String COLUMNS = """
            c.type as chat_type, c.is_public, me.role, counterpart.id as counterpart_id, acquaintance.*,
            counterpart.privacy_private_messages, counterpart.privacy_last_seen, counterpart.privacy_avatar, counterpart.privacy_group_invites,
            (counterpart.privacy_private_messages = 'everyone' or exists (
                select from messages w where w.chat_id = c.id and w.sender_id = counterpart.id offset 0)
            ) as counterpart_has_written
            """;

    /**
     * All of {@link #COLUMNS} as one text, to be compared with what it was before. Of most chats there are three columns to look at: a whole row
     * as a text would take several times as long.
     */
    static final String GROUNDS = """
            (case when counterpart.id is null
                then concat_ws(' ', c.type, c.is_public, me.role)
                else (select cast(ground as text) from (select
            """ + COLUMNS + """
                ) ground)
            end)
            """;

    /** The other side of {@code c}, if it is the private chat of two. */
    static final String COUNTERPART = """

            left join users counterpart
                on c.private_low <> c.private_high
                and counterpart.id = case c.private_low when :viewer then c.private_high else c.private_low end
            cross join lateral acquaintance(:viewer, counterpart.id, counterpart.deleted_at)
            """;

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
