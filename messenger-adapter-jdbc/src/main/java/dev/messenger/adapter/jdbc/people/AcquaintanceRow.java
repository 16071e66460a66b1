package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.people.Relationship;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The relationship of a viewer to another user, from the columns of the SQL function {@code acquaintance}, and the other user's
 * privacy settings.
 */
public final class AcquaintanceRow {

    private AcquaintanceRow() {}

    /** Reads the columns. */
    public static Acquaintance read(ResultSet row) throws SQLException {
        return new Acquaintance(
                Relationship.of(
                        row.getBoolean("is_self"),
                        row.getBoolean("is_blocked"),
                        row.getBoolean("is_blocking"),
                        row.getBoolean("is_contact")),
                new PrivacySettings(
                        Columns.named(row, "privacy_private_messages", Audience.class),
                        Columns.named(row, "privacy_last_seen", Audience.class),
                        Columns.named(row, "privacy_avatar", Audience.class),
                        Columns.named(row, "privacy_group_invites", Audience.class)));
    }
}
