package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.adapter.jdbc.shared.ConnectionSource;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A deferred statement belongs to its transaction like any other. */
@Tag("C12")
class LastStatementIT {

    private static final PGSimpleDataSource SOURCE = new PGSimpleDataSource();
    private static final RecordingDataSource DATABASE = new RecordingDataSource(SOURCE);
    private static final JdbcTransactions TRANSACTIONS =
            new JdbcTransactions(ConnectionSource.of(DATABASE.dataSource()));

    static {
        SOURCE.setUrl(TestDatabases.fresh());
    }

    @BeforeEach
    void emptyTable() {
        int unused = TRANSACTIONS.with(
                handle -> handle.execute(
                        "drop table if exists noted; create table noted (number bigint primary key, at bigint generated always as identity)"));
    }

    @Test
    void goesOutWithTheCommit() {
        assertThat(DATABASE.roundTripsDuring(() -> TRANSACTIONS.run(() -> {
                    write(1);
                    note(2);
                })))
                .as("the first statement, then the deferred one with the commit")
                .isEqualTo(2);
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    void isThereForWhatComesAfterIt() {
        TRANSACTIONS.run(() -> {
            note(1);
            assertThat(numbers()).containsExactly(1L);
            note(2);
            note(3);
        });

        assertThat(numbers()).as("in order").containsExactly(1L, 2L, 3L);
    }

    @Test
    void isUndoneWithAllElse() {
        assertThatThrownBy(() -> TRANSACTIONS.run(() -> {
                    write(1);
                    note(2);
                    throw new IllegalStateException("never mind");
                }))
                .hasMessage("never mind");

        assertThat(numbers()).isEmpty();
    }

    @Test
    void failsWithTheCommitAndTakesAllElseWithIt() {
        write(1);
        assertThatThrownBy(() -> TRANSACTIONS.run(() -> {
                    write(2);
                    note(1);
                }))
                .as("the number 1 exists already")
                .hasMessageContaining("noted_pkey");

        assertThat(numbers()).containsExactly(1L);
        TRANSACTIONS.run(() -> note(3));
        assertThat(numbers()).as("the thread can begin a new transaction").containsExactly(1L, 3L);
    }

    @Test
    void outsideOfATransactionRunsAtOnce() {
        note(1);

        assertThat(numbers()).containsExactly(1L);
    }

    @Test
    @Tag("E6")
    void inATransactionOfSomebodyElseIsDoneBeforeTheyGoOn() throws SQLException {
        try (Connection theirs = SOURCE.getConnection()) {
            theirs.setAutoCommit(false);
            Object unused = TRANSACTIONS.join(theirs, () -> {
                note(1);
                return "noted";
            });
            assertThat(numbers()).as("not visible to others yet").isEmpty();
            theirs.commit();
        }

        assertThat(numbers()).containsExactly(1L);
    }

    private static void write(long number) {
        int unused = TRANSACTIONS.with(handle -> handle.createUpdate("insert into noted (number) values (:number)")
                .bind("number", number)
                .execute());
    }

    private static void note(long number) {
        TRANSACTIONS.defer("insert into noted (number) values (:number)", insert -> insert.bind("number", number));
    }

    /** In the order in which they were written. */
    private static List<Long> numbers() {
        return TRANSACTIONS.with(handle -> handle.createQuery("select number from noted order by at")
                .mapTo(Long.class)
                .list());
    }
}
