package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a user stands to a chat, from the columns {@code chat_type}, {@code is_public} and {@code role}. */
public final class StandingRow {

    private StandingRow() {}

    /** The standing of this row; its role is null where no member was joined. */
    public static Standing read(ResultSet row) throws SQLException {
        return new Standing(
                Columns.named(row, "chat_type", ChatType.class),
                row.getBoolean("is_public"),
                Columns.namedOrNull(row, "role", Role.class));
    }
}
