package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.people.Relationship;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How {@code :viewer} stands to a row of {@code users}, as columns of any statement: a few index probes and no round trip
 * of its own.
 */
public final class AcquaintanceColumns {

    private AcquaintanceColumns() {}

    /**
     * The columns, for a select list.
     *
     * @param target the alias of the row of {@code users}; not from outside
     */
    public static String of(String target) {
        return of(target, ":viewer");
    }

    /**
     * The columns for a viewer who is one of many. Offset 0 has each answered by a probe: else the planner would read a whole table for it while that
     * is small, and go on doing so for a while.
     *
     * @param viewer what names the viewer's id; not from outside
     */
    public static String of(String target, String viewer) {
        return """
                (%1$s.id = %2$s) as is_self,
                (%1$s.deleted_at is not null or exists (
                    select from blocks where blocker_id = %1$s.id and blocked_id = %2$s offset 0)) as is_blocked,
                exists (select from blocks where blocker_id = %2$s and blocked_id = %1$s.id offset 0) as is_blocking,
                exists (select from contacts where owner_id = %1$s.id and contact_id = %2$s offset 0) as is_contact,
                %1$s.privacy_private_messages, %1$s.privacy_last_seen, %1$s.privacy_avatar, %1$s.privacy_group_invites
                """.formatted(target, viewer);
    }

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
