package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.people.SearchTerms;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.ExternalUser;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

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
        return transactions.with(handle -> handle.createQuery(
                        "select id from users where external_id = :externalId and username = :username and name = :name")
                .bind("externalId", user.id().value())
                .bind("username", user.username().value())
                .bind("name", user.name().value())
                .map((row, ctx) -> new UserId(row.getLong("id")))
                .findOne());
    }

    /**
     * Of concurrent calls for one external id, one inserts and the others wait for it and find its row. The advisory lock
     * serialises them, as otherwise the constraint of the username might fail before the conflict of the external id is found.
     */
    private UserId store(ExternalUser user, Instant at) {
        try {
            return transactions.with(handle -> handle.createQuery("""
                            insert into users (
                                external_id, username, name, search_name, search_pairs, activated_at, created_at, updated_at)
                            select :externalId, :username, :name, :searchName, :pairs, :at, :at, :at
                            from (select pg_advisory_xact_lock(hashtextextended(:externalId, 0))) lock
                            on conflict on constraint users_external_id_unique do update
                            set username = excluded.username, name = excluded.name, search_name = excluded.search_name,
                                search_pairs = excluded.search_pairs, updated_at = excluded.updated_at
                            returning id
                            """)
                    .bind("externalId", user.id().value())
                    .bind("username", user.username().value())
                    .bind("name", user.name().value())
                    .bind("searchName", SearchTerms.folded(user.name().value()))
                    .bindArray(
                            "pairs",
                            String.class,
                            SearchTerms.pairsOf(
                                    user.username().value(), user.name().value()))
                    .bind("at", at)
                    .map((row, ctx) -> new UserId(row.getLong("id")))
                    .one());
        } catch (JdbiException e) {
            if ("users_username_unique".equals(Failures.violatedUnique(e))) {
                throw new UsernameTaken();
            }
            throw e;
        }
    }

    @Override
    public Optional<UserId> find(ExternalId id) {
        return transactions.with(handle -> handle.createQuery("select id from users where external_id = :id")
                .bind("id", id.value())
                .map((row, ctx) -> new UserId(row.getLong("id")))
                .findOne());
    }

    @Override
    public Map<UserId, ExternalId> externalIds(Collection<UserId> users) {
        Map<UserId, ExternalId> ids = new HashMap<>();
        if (!users.isEmpty()) {
            transactions.with(handle -> {
                handle.createQuery(
                                "select id, external_id from users where id = any(:users) and external_id is not null")
                        .bindArray(
                                "users",
                                Long.class,
                                users.stream().map(UserId::value).toList())
                        .map((row, ctx) -> ids.put(
                                new UserId(row.getLong("id")), new ExternalId(Columns.text(row, "external_id"))))
                        .list();
                return ids;
            });
        }
        return ids;
    }
}
