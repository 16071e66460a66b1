package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.Ports;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unavailable;
import dev.messenger.testing.Cable;
import dev.messenger.testing.Sql;
import dev.messenger.testing.TestDatabases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The schema, and the store during an outage of the database. */
class JdbcStoreIT {

    @Test
    void flywayRunsOnceAndNotAgain() {
        DataSource database = dataSource(TestDatabases.fresh());

        assertThat(Schema.migrate(database)).as("for an empty database").isTrue();
        assertThat(Schema.migrate(database)).as("for a current database").isFalse();
    }

    @Test
    void flywayRunsWhenAMigrationIsMissing() throws SQLException {
        DataSource database = dataSource(TestDatabases.fresh());
        Schema.migrate(database);
        execute(database, "update messenger_schema_history set success = false where version = '1'");
        assertThatThrownBy(() -> Schema.migrate(database))
                .as("a failed migration")
                .hasMessageContaining("failed");

        execute(database, "update messenger_schema_history set success = true, checksum = 7 where version = '1'");
        assertThatThrownBy(() -> Schema.migrate(database))
                .as("an altered migration")
                .isInstanceOf(SchemaFailure.class)
                .hasMessageContaining("checksum mismatch for migration version 1")
                .message()
                .hasLineCount(1);
    }

    @Test
    void refusesTheTablesOfAnOlderBuildAndLeavesThemAlone(@TempDir Path migrations) throws Exception {
        String url = TestDatabases.fresh();
        Files.writeString(migrations.resolve("V1__accounts_chats_messages.sql"), "create table users (id bigint)");
        Files.writeString(migrations.resolve("V2_1__people.sql"), "create table contacts (owner_id bigint)");
        Flyway.configure()
                .dataSource(dataSource(url))
                .locations("filesystem:" + migrations)
                .table("messenger_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        String before = contents(url);

        assertThatThrownBy(() -> JdbcStore.open(url))
                .isInstanceOf(SchemaFailure.class)
                .hasMessageContainingAll("older build", "empty DATA_DIR or an empty database", "export")
                .message()
                .hasLineCount(1);
        assertThat(contents(url)).isEqualTo(before).contains("contacts.owner_id", "V2_1__people.sql");
    }

    @Test
    void refusesTheTablesOfALaterVersionAndLeavesThemAlone() throws SQLException {
        String url = TestDatabases.fresh();
        JdbcStore.open(url).close();
        execute(
                dataSource(url),
                "insert into messenger_schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " execution_time, success) values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'me', 0, true)");
        String before = contents(url);

        assertThatThrownBy(() -> JdbcStore.open(url))
                .isInstanceOf(SchemaFailure.class)
                .hasMessageContainingAll("later version", "V99__later.sql", "backup")
                .message()
                .hasLineCount(1);
        assertThat(contents(url)).isEqualTo(before);
    }

    /** PostgreSQL before 18 compiles plans whose estimated cost is high, for seconds. */
    @Test
    void compilesNoPlans() {
        try (JdbcStore store = JdbcStore.open(TestDatabases.fresh())) {
            assertThat(store.transactions()
                            .<String>with(handle -> handle.createQuery("show jit")
                                    .mapTo(String.class)
                                    .one()))
                    .isEqualTo("off");
        }
    }

    /** Every column of every table, and the history of migrations. */
    private static String contents(String url) {
        return new Sql(url).text("""
                select string_agg(line, chr(10) order by line)
                from (
                    select table_name || '.' || column_name as line from information_schema.columns where table_schema = 'public'
                    union all
                    select cast(entry as text) from messenger_schema_history entry
                ) lines
                """);
    }

    @Test
    void nodesThatStartTogetherMigrateOnce() {
        String url = TestDatabases.fresh();

        assertThat(Together.succeed(4, number -> Schema.migrate(dataSource(url))))
                .contains(true);
        assertThat(Schema.migrate(dataSource(url))).isFalse();
    }

    @Test
    void livesInADatabaseWithTablesOfOthers() throws SQLException {
        DataSource database = dataSource(TestDatabases.fresh());
        execute(database, "create table flyway_schema_history (theirs int)");

        assertThat(Schema.migrate(database)).isTrue();
        assertThat(Schema.migrate(database)).isFalse();
    }

    @Test
    void aDatabaseThatIsNotThereIsUnavailable() {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> JdbcStore.open("jdbc:postgresql://127.0.0.1:1/nowhere?user=me&password=secret"))
                .satisfies(e -> assertThat(trace(e)).as("no password").doesNotContain("secret"));
    }

    @Test
    void isUnavailableWhileTheDatabaseIsAwayAndComesBack() {
        URI database = URI.create(TestDatabases.fresh().substring("jdbc:".length()));
        try (Cable cable = Cable.to(database);
                JdbcStore store = JdbcStore.open(through(cable, database))) {
            assertThat(store.trouble().isEmpty()).isTrue();
            cable.pull();

            assertThat(store.trouble().isEmpty()).as("away").isFalse();
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> store.ports().account().accounts().find(new UserId(1)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("database_unavailable"));
            cable.plug();
            Awaitility.await("the database is back")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> store.trouble().isEmpty());
            assertThat(store.ports().account().accounts().find(new UserId(1))).isEmpty();
        }
    }

    @Test
    void aTransactionThatIsCutOffDidNothing() {
        URI database = URI.create(TestDatabases.fresh().substring("jdbc:".length()));
        try (Cable cable = Cable.to(database);
                JdbcStore store = JdbcStore.open(through(cable, database))) {
            NewAccount account = on(store).newAccount();
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> store.ports().transactions().run(() -> {
                        store.ports().account().accounts().add(account);
                        cable.pull();
                        store.ports().account().accounts().findByEmail(account.email());
                    }))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("database_unavailable"));
            cable.plug();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> store.trouble().isEmpty());

            assertThat(store.ports().account().accounts().findByEmail(account.email()))
                    .isEmpty();
        }
    }

    @Test
    void aLostCommitIsNotCalledARefusal() {
        URI database = URI.create(TestDatabases.fresh().substring("jdbc:".length()));
        try (Cable cable = Cable.to(database);
                JdbcStore store = JdbcStore.open(through(cable, database))) {
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> store.ports().transactions().run(() -> {
                        store.ports().account().accounts().add(on(store).newAccount());
                        cable.pull();
                    }))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("outcome_unknown"));
        }
    }

    @Test
    void whoFindsNoFreeConnectionIsToldSoSoon() throws InterruptedException {
        DatabaseSettings settings = new DatabaseSettings(TestDatabases.fresh(), 1, Duration.ofMillis(250));
        try (JdbcStore store = JdbcStore.open(settings)) {
            CountDownLatch taken = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Thread holder = Thread.ofVirtual()
                    .start(() -> store.ports().transactions().run(() -> {
                        taken.countDown();
                        await(done);
                    }));
            await(taken);

            assertThatThrownBy(() -> store.ports().account().accounts().find(new UserId(1)))
                    .isInstanceOf(Unavailable.class);
            done.countDown();
            holder.join();
            assertThat(store.ports().account().accounts().find(new UserId(1)))
                    .as("free again")
                    .isEmpty();
        }
    }

    @Test
    @Tag("A10")
    void failuresDoNotRepeatWhatWasStored() {
        JdbcStore store = RealDatabase.store();
        UserId user = on(store).user();
        String hash = "hash-of-a-secret-" + user;
        store.ports().account().mailTokens().add(hash, TokenPurpose.VERIFY_EMAIL, user, StoreContract.NOW);

        assertThatThrownBy(() -> store.ports()
                        .account()
                        .mailTokens()
                        .add(hash, TokenPurpose.VERIFY_EMAIL, user, StoreContract.NOW))
                .satisfies(e -> assertThat(trace(e)).doesNotContain(hash));
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> DatabaseSettings.of("postgresql://me:secret@localhost/db"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql:")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql:db", 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql:db", 1, Duration.ofMillis(249)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(DatabaseSettings.of("jdbc:postgresql:db?password=secret").toString())
                .doesNotContain("secret");
    }

    private static StoreContract on(JdbcStore store) {
        return new StoreContract() {
            @Override
            public Ports.Store store() {
                return store.ports();
            }
        };
    }

    private static DatabaseSettings through(Cable cable, URI database) {
        String url =
                "jdbc:postgresql://127.0.0.1:" + cable.port() + database.getRawPath() + "?" + database.getRawQuery();
        return new DatabaseSettings(url, 2, Duration.ofSeconds(1));
    }

    private static DataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
