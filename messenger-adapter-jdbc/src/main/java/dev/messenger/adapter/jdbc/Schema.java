package dev.messenger.adapter.jdbc;

import dev.messenger.adapter.jdbc.shared.Outage;
import dev.messenger.domain.shared.Unavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database up to the schema that this version needs. The migrations have a history table of their own, so that the
 * messenger can live in a database whose owner uses Flyway too. Features number their migrations in ranges of their own
 * ({@code V2_1}, {@code V2_2} beside {@code V3_1}), so a new one may have a lower number than one that was applied.
 */
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private static final String HISTORY = "messenger_schema_history";
    private static final String FOLDER = "dev/messenger/adapter/jdbc/migration";

    /** Databases whose first migration is another one date from before the migrations were rewritten. */
    private static final String FIRST_SCRIPT = "V1__accounts.sql";

    private static final String TOO_OLD =
            "An older build of the messenger created them, and this one cannot migrate them: "
                    + "start with an empty DATA_DIR or an empty database (to preserve the data, export it with the older build first).";

    /** The advisory lock under which one node migrates; Flyway's own does not cover its baseline. The letters "messenge". */
    private static final long MIGRATION_LOCK = 0x6D657373656E6765L;

    private Schema() {}

    /**
     * One migration.
     *
     * @param script the name of its file
     * @param checksum computed as Flyway does
     */
    private record Migration(String script, int checksum) {}

    /**
     * Applies the migrations that are missing. Flyway takes most of a second to find that there are none, so one query first
     * checks whether exactly the migrations of the class path were applied.
     *
     * @return whether Flyway had to run
     * @throws Unavailable when the database does not answer
     * @throws SchemaFailure when the schema cannot be brought up to date
     */
    static boolean migrate(DataSource dataSource) {
        if (applied(dataSource).equals(available())) {
            return false;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement("select pg_advisory_lock(?)");
                PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            lock.setLong(1, MIGRATION_LOCK);
            unlock.setLong(1, MIGRATION_LOCK);
            lock.execute();
            try {
                return migrateUnderLock(dataSource);
            } finally {
                unlock.execute();
            }
        } catch (SQLException e) {
            throw Outage.AWAY.refusal(e);
        }
    }

    /** Of nodes that start together one migrates; the others find nothing left to do. */
    private static boolean migrateUnderLock(DataSource dataSource) {
        Set<Migration> applied = applied(dataSource);
        Set<Migration> available = available();
        if (applied.equals(available)) {
            return false;
        }
        if (applied.stream().map(Migration::script).anyMatch(Schema::isOtherFirstScript)) {
            throw new SchemaFailure(TOO_OLD);
        }
        Set<String> known = available.stream().map(Migration::script).collect(Collectors.toSet());
        for (Migration migration : applied) {
            if (!known.contains(migration.script())) {
                throw new SchemaFailure("A later version of the messenger migrated the database (" + migration.script()
                        + "): start that version, or restore a backup from before.");
            }
        }
        if (!applied.isEmpty() && applied.size() < available.size()) {
            LOG.info("Migrating the tables of an earlier version, which takes minutes where there are many messages");
        }
        try {
            migrateByFlyway(dataSource);
        } catch (FlywayException failure) {
            throw new SchemaFailure(Diagnosis.known(failure).orElseGet(() -> oneLine(failure)), failure);
        }
        return true;
    }

    private static boolean isOtherFirstScript(String script) {
        return script.startsWith("V1__") && !script.equals(FIRST_SCRIPT);
    }

    private static void migrateByFlyway(DataSource dataSource) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:" + FOLDER)
                .javaMigrations(new FoldedTexts())
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .outOfOrder(true)
                .callbacks(new MigrationLimits())
                .load()
                .migrate();
    }

    /** Flyway names the migration in the second line. */
    private static String oneLine(FlywayException failure) {
        return String.valueOf(failure.getMessage()).lines().limit(2).collect(Collectors.joining(": "));
    }

    private static Set<Migration> applied(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select script, checksum from " + HISTORY + " where success and type = 'SQL'")) {
            Set<Migration> applied = new HashSet<>();
            while (rows.next()) {
                applied.add(new Migration(rows.getString("script"), rows.getInt("checksum")));
            }
            return applied;
        } catch (SQLException e) {
            if (PSQLState.UNDEFINED_TABLE.getState().equals(e.getSQLState())) {
                return Set.of();
            }
            throw Outage.AWAY.refusal(e);
        }
    }

    private static Set<Migration> available() {
        return files().stream().map(file -> new Migration(file, checksum(file))).collect(Collectors.toSet());
    }

    /** The names of the migration files, whether the classes are in a folder or in a jar. */
    private static List<String> files() {
        try {
            URL folder = resource(FOLDER);
            URLConnection connection = folder.openConnection();
            if (connection instanceof JarURLConnection jar) {
                return jar.getJarFile().stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(FOLDER) && name.endsWith(".sql"))
                        .map(name -> name.substring(FOLDER.length() + 1))
                        .toList();
            }
            try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".sql"))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Flyway's checksum: of the lines without their ends. Should Flyway change it, Flyway runs and finds nothing to do. */
    private static int checksum(String file) {
        CRC32 crc = new CRC32();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(resource(FOLDER + "/" + file).openStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) crc.getValue();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(Schema.class.getClassLoader().getResource(name), name);
    }
}
