package dev.messenger.adapter.jdbc;

import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.domain.search.FoldedText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** The migration that folds the texts of an earlier version, which SQL cannot do alike in every locale (rule U10). */
final class FoldedTexts implements JavaMigration {

    private static final int BATCH = 1_000;

    /** A table and how its rows are folded; {@code read} returns id, text and handle in order of id. */
    private record Table(String read, String write, boolean hasPairs) {}

    private static final List<Table> TABLES = List.of(
            new Table(
                    "select id, name, username from users where id > ? and deleted_at is null order by id limit ?",
                    "update users set search_name = ?, search_accents = ?, search_pairs = ? where id = ?",
                    true),
            new Table(
                    "select id, title, handle from chats where id > ? and title is not null order by id limit ?",
                    "update chats set search_title = ?, search_accents = ?, search_pairs = ? where id = ?",
                    true),
            new Table(
                    "select id, text, null from messages where id > ? and text is not null order by id limit ?",
                    "update messages set search_text = ?, search_accents = ? where id = ?",
                    false));

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("13.1");
    }

    @Override
    public String getDescription() {
        return "texts of earlier versions are folded";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        for (Table table : TABLES) {
            long last = 0;
            do {
                last = fold(table, context.getConnection(), last);
            } while (last > 0);
        }
    }

    /** @return the last id of the batch, 0 when there was none */
    private static long fold(Table table, Connection connection, long after) throws SQLException {
        long last = 0;
        try (PreparedStatement read = connection.prepareStatement(table.read);
                PreparedStatement write = connection.prepareStatement(table.write)) {
            read.setLong(1, after);
            read.setInt(2, BATCH);
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    FoldedText folded = FoldedText.of(rows.getString(2));
                    int place = 1;
                    write.setString(place++, folded.base());
                    write.setObject(place++, folded.accented(), Types.VARCHAR);
                    if (table.hasPairs) {
                        List<String> texts = Stream.of(rows.getString(3), folded.base())
                                .filter(Objects::nonNull)
                                .toList();
                        write.setArray(
                                place++,
                                connection.createArrayOf(
                                        "text", SearchColumns.pairs(texts).toArray()));
                    }
                    write.setLong(place, last);
                    write.addBatch();
                }
            }
            int[] unused = write.executeBatch();
        }
        return last;
    }
}
