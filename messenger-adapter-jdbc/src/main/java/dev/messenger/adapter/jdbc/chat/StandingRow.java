package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The standing of a user in a chat, from the columns {@code chat_type}, {@code is_public} and {@code role}. */
public final class StandingRow {

    private StandingRow() {}

    /** Reads the standing; its role is null after an outer join without a member. */
    public static Standing read(ResultSet row) throws SQLException {
        return new Standing(
                Columns.named(row, "chat_type", ChatType.class),
                row.getBoolean("is_public"),
                Columns.namedOrNull(row, "role", Role.class));
    }
}
