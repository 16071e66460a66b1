package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.account.port.ExternalUser;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The users of the embedding program, in table {@code users}: the rows with an external id. */
public final class JdbcExternalUsers implements ExternalUsers {

    private final JdbcTransactions transactions;

    public JdbcExternalUsers(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public UserId put(ExternalUser user, Instant at) {
        return findExactly(user).orElseGet(() -> store(user, at));
    }

    @Override
    public Optional<UserId> findExactly(ExternalUser user) {
        return transactions.first(
                "select id from users where external_id = :external_id and username = :username and name = :name",
                row -> new UserId(row.getLong("id")),
                query -> query.bind("external_id", user.id())
                        .bind("username", user.username())
                        .bind("name", user.name()));
    }

    /**
     * Of concurrent calls for one external id, one inserts and the others wait for it and find its row. The advisory lock
     * serialises them, as otherwise the constraint of the username might fail before the conflict of the external id is found.
     */
    private UserId store(ExternalUser user, Instant at) {
        return Failures.translating(
                Map.of("users_username_unique", UsernameTaken::new),
                () -> transactions.one(
                        """
                        insert into users (
                            external_id, username, name, search_name, search_accents, search_pairs, activated_at, created_at,
                            updated_at)
                        select :external_id, :username, :name, :search_name, :search_accents, :search_pairs, :at, :at, :at
                        from (select pg_advisory_xact_lock(hashtextextended(:external_id, 0))) lock
                        on conflict on constraint users_external_id_unique do update
                        set username = excluded.username, name = excluded.name, search_name = excluded.search_name,
                            search_accents = excluded.search_accents, search_pairs = excluded.search_pairs,
                            updated_at = excluded.updated_at
                        returning id
                        """,
                        row -> new UserId(row.getLong("id")),
                        query -> SearchColumns.bind(query, user.username(), user.name())
                                .bind("external_id", user.id())
                                .bind("at", at)));
    }

    @Override
    public Optional<UserId> find(ExternalId id) {
        return transactions.first(
                "select id from users where external_id = :id",
                row -> new UserId(row.getLong("id")),
                query -> query.bind("id", id));
    }

    @Override
    public Map<UserId, ExternalId> externalIds(Collection<UserId> users) {
        return users.isEmpty()
                ? Map.of()
                : transactions.map(
                        "select id, external_id from users where id = any(:users) and external_id is not null",
                        row -> new UserId(row.getLong("id")),
                        row -> new ExternalId(Columns.text(row, "external_id")),
                        query -> query.bind("users", ArrayArgument.numbers(users)));
    }
}
