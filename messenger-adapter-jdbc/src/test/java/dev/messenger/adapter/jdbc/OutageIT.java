package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.Ports;
import dev.messenger.application.shared.Workload;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unavailable;
import dev.messenger.testing.Sql;
import dev.messenger.testing.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers are told when the database does not serve, and what becomes of its connections. */
class OutageIT implements StoreContract {

    private static final UserId NOBODY = new UserId(Integer.MAX_VALUE);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final String url = TestDatabases.fresh();
    private final Sql sql = new Sql(url);
    private final JdbcStore store = JdbcStore.open(url);
    private final JdbcTransactions transactions = store.transactions();

    @Override
    public Ports.Store store() {
        return store.ports();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @Tag("O3")
    @CsvSource({
        "57014, busy",
        "55P03, busy",
        "40001, busy",
        "40P01, busy",
        "25006, database_read_only",
        "53100, database_full",
        "53200, database_full",
        "58030, database_full",
        "53300, database_unavailable",
        "57P01, database_unavailable",
        "57P03, database_unavailable",
        "08006, database_unavailable"
    })
    void everyOutageIsToldByItsKind(String state, String code) {
        assertRefusal(
                code,
                () -> transactions.update(
                        "do $$ begin raise exception 'no' using errcode = '%s'; end $$".formatted(state),
                        UnaryOperator.identity()));
    }

    @Test
    @Tag("O4")
    void aStatementThatTakesTooLongIsEnded() {
        assertRefusal("busy", () -> Workload.COSTLY_READ.run(this::sleep));
        assertRefusal("busy", this::sleep);
        assertThat(store.trouble()).as("the database answers").isEmpty();
    }

    @Test
    @Tag("O4")
    void whoWaitsForALockTooLongIsToldSo() {
        UserId user = user();
        try (Sql.Held held = sql.hold("select from users where id = %s for update".formatted(user))) {
            assertThat(held).isNotNull();
            assertRefusal("busy", () -> lock(user));
        }
        lock(user);
    }

    @Test
    @Tag("O4")
    void costlyReadsAndUpkeepTakeNoConnectionsOfOthers() {
        List<CompletableFuture<Void>> floods = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            floods.add(async(() -> swallowing(() -> Workload.COSTLY_READ.run(this::sleep))));
            floods.add(async(() -> swallowing(() -> Workload.UPKEEP.run(this::shortSleep))));
        }
        await().atMost(SOON).until(() -> sleepers() >= 4);

        assertThat(find(NOBODY)).isFalse();
        assertThat(Workload.LIVE.<Boolean, RuntimeException>call(() -> find(NOBODY)))
                .isFalse();
        assertThat(sleepers()).as("they still sleep").isPositive();
        CompletableFuture.allOf(floods.toArray(CompletableFuture[]::new)).join();
    }

    @Test
    @Tag("O3")
    void whoLosesADeadlockRunsAgain() {
        UserId one = user();
        UserId other = user();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();

        CompletableFuture.allOf(
                        async(() -> lockBoth(one, other, bothHoldOne, runs)),
                        async(() -> lockBoth(other, one, bothHoldOne, runs)))
                .join();

        assertThat(runs).as("two transactions, one of them again").hasValue(3);
    }

    @Test
    @Tag("O3")
    @Tag("O6")
    void aDatabaseThatWasReadOnlyTakesChangesSoonAfterwards() {
        String database = sql.text("select current_database()");
        sql.run("alter database %s set default_transaction_read_only = on".formatted(database));
        endConnections();
        await().atMost(SOON)
                .until(() -> store.trouble()
                        .filter("The database is read-only."::equals)
                        .isPresent());
        assertRefusal("database_read_only", this::user);
        assertThat(find(NOBODY)).as("reads go on").isFalse();

        new Sql(url.replaceFirst("(//[^/]+/)[^?]*", "$1postgres"))
                .run("alter database %s set default_transaction_read_only = off".formatted(database));

        await().atMost(SOON).ignoreExceptionsInstanceOf(Unavailable.class).until(() -> user().value() > 0);
        assertThat(store.trouble()).isEmpty();
        for (int i = 0; i < 20; i++) {
            user();
        }
    }

    @Test
    @Tag("O3")
    @Tag("O6")
    void aFullDiskShowsBeforeTheNextChange() {
        sql.run("""
                create function full_disk() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
                create trigger full_disk before insert on write_probe execute function full_disk();
                create trigger full_disk before insert on users execute function full_disk()
                """);

        assertThat(store.trouble()).contains("The disk of the database is full.");
        assertRefusal("database_full", this::user);

        sql.run("drop trigger full_disk on write_probe; drop trigger full_disk on users");
        assertThat(store.trouble()).isEmpty();
        user();
    }

    @Test
    @Tag("O6")
    void readinessDoesNotWaitForADump() {
        try (Sql.Held dump = sql.hold("select from write_probe")) {
            assertThat(dump).isNotNull();
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    @Tag("O3")
    void connectionsThatAnAdministratorEndedAreReplaced() {
        for (int i = 0; i < 3; i++) {
            endConnections();
            await().atMost(SOON).ignoreExceptionsInstanceOf(Unavailable.class).until(() -> !find(NOBODY));
            user();
        }
    }

    /** Nodes of the version before run while a newer one migrates. */
    @Test
    @Tag("O3")
    void aColumnThatAppearsBreaksNoPreparedStatement() {
        for (int i = 0; i < 20; i++) {
            transactions.list("select * from users", row -> row.getLong("id"), query -> query);
        }
        sql.run("alter table users add column added int");

        assertThat(transactions.list("select * from users", row -> row.getLong("id"), query -> query))
                .isEmpty();
        assertThat(transactions.<Integer>inTransaction(() -> transactions
                        .list("select * from users", row -> row.getLong("id"), query -> query)
                        .size()))
                .isZero();
    }

    private void lockBoth(UserId first, UserId second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
        AtomicInteger attempts = new AtomicInteger();
        store().transactions().run(() -> {
            runs.incrementAndGet();
            lock(first);
            if (attempts.incrementAndGet() == 1) {
                awaitOther(bothHoldOne);
            }
            lock(second);
        });
    }

    private static void awaitOther(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void lock(UserId user) {
        assertThat(transactions.exists("select from users where id = :id for update", query -> query.bind("id", user)))
                .isTrue();
    }

    private boolean find(UserId user) {
        return store().account().accounts().find(user).isPresent();
    }

    private void sleep() {
        transactions.exists("select pg_sleep(20)", query -> query);
    }

    private void shortSleep() {
        transactions.exists("select pg_sleep(4)", query -> query);
    }

    private long sleepers() {
        return sql.number("select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep%' and"
                + " pid <> pg_backend_pid() and datname = current_database()");
    }

    private void endConnections() {
        sql.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <>"
                + " pg_backend_pid()");
    }

    private static CompletableFuture<Void> async(Runnable work) {
        return CompletableFuture.runAsync(work, command -> Thread.ofVirtual().start(command));
    }

    private static void swallowing(Runnable work) {
        try {
            work.run();
        } catch (Unavailable ended) {
            // the flood is refused, which is its purpose
        }
    }

    private static void assertRefusal(String code, ThrowingCallable call) {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
