package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How people stand to one another, from tables {@code users}, {@code contacts} and {@code blocks}. */
public final class JdbcRelationships implements Relationships {

    private static final String OF = "select target.id, " + AcquaintanceColumns.of("target") + """
            from users target
            where target.id = any(:targets) and target.activated_at is not null
            """;

    private final JdbcTransactions transactions;

    public JdbcRelationships(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<UserId, Acquaintance> of(UserId viewer, Collection<UserId> targets) {
        if (targets.isEmpty()) {
            return Map.of();
        }
        Map<UserId, Acquaintance> found = new HashMap<>();
        transactions
                .with(handle -> handle.createQuery(OF)
                        .bind("viewer", viewer.value())
                        .bindArray(
                                "targets",
                                Long.class,
                                targets.stream().map(UserId::value).toList())
                        .map((row, ctx) -> Map.entry(new UserId(row.getLong("id")), AcquaintanceColumns.read(row)))
                        .list())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }
}
