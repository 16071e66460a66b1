package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.Ports;
import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.testing.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedding program brings its own connection, and the messenger writes within its transaction. */
class JoinIT implements StoreContract {

    private static final PGSimpleDataSource THEIRS = new PGSimpleDataSource();
    private static final JdbcStore STORE;

    static {
        THEIRS.setUrl(TestDatabases.fresh());
        STORE = JdbcStore.over(THEIRS);
    }

    private final JdbcTransactions transactions = STORE.transactions();

    @Override
    public Ports.Store store() {
        return STORE.ports();
    }

    @Test
    void theirCommitMakesItPermanent() throws SQLException {
        NewAccount account = newAccount();
        try (Connection connection = begin()) {
            UserId added = transactions.join(connection, () -> {
                store().transactions().run(() -> {});
                return store().account().accounts().add(account);
            });
            assertThat(store().account().accounts().find(added))
                    .as("for other transactions, before the commit")
                    .isEmpty();
            assertThat(connection.isClosed())
                    .as("the program closes its connection")
                    .isFalse();
            connection.commit();

            assertThat(store().account().accounts().find(added)).isPresent();
        }
    }

    @Test
    void theirRollbackTakesItBack() throws SQLException {
        NewAccount account = newAccount();
        try (Connection connection = begin()) {
            transactions.join(
                    connection,
                    () -> inTransaction(() -> store().account().accounts().add(account)));
            connection.rollback();

            assertThat(store().account().accounts().findByEmail(account.email()))
                    .isEmpty();
        }
    }

    @Test
    void theMessengerSeesWhatTheyDidBefore() throws SQLException {
        NewAccount account = newAccount();
        try (Connection connection = begin()) {
            UserId added = transactions.join(
                    connection, () -> store().account().accounts().add(account));
            assertThat(transactions.join(
                            connection, () -> store().account().accounts().find(added)))
                    .as("joined twice, one transaction")
                    .isPresent();
            connection.rollback();
        }
    }

    @Test
    void aRefusalLeavesTheConnectionToThem() throws SQLException {
        NewAccount account = newAccount();
        inTransaction(() -> store().account().accounts().add(account));
        try (Connection connection = begin()) {
            assertThatThrownBy(() -> transactions.join(
                            connection, () -> store().account().accounts().add(account)))
                    .isInstanceOf(EmailTaken.class);
            connection.rollback();

            assertThat(connection.isValid(1)).isTrue();
            assertThat(transactions.join(
                            connection, () -> store().account().accounts().findByEmail(account.email())))
                    .isPresent();
            connection.rollback();
        }
        assertThat(store().account().accounts().findByEmail(account.email()))
                .as("the thread has left the transaction")
                .isPresent();
    }

    @Test
    void refusesWhatIsNoTransaction() throws SQLException {
        try (Connection connection = THEIRS.getConnection()) {
            assertThatThrownBy(() -> transactions.join(connection, () -> 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("auto-commit");
        }
        try (Connection connection = begin()) {
            assertThatThrownBy(() -> inTransaction(() -> transactions.join(connection, () -> 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already");
        }
    }

    private static Connection begin() throws SQLException {
        Connection connection = THEIRS.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
