package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import java.util.Collection;
import java.util.Map;

/** Relationships between users, from the tables {@code users}, {@code contacts} and {@code blocks}. */
public final class JdbcRelationships implements Relationships {

    private static final String OF = """
            select target.id, target.privacy_private_messages, target.privacy_last_seen, target.privacy_avatar, target.privacy_group_invites,
                acquaintance.*
            from profiles target
            cross join lateral acquaintance(:viewer, target.id, target.deleted_at)
            where target.id = any(:targets)
            """;

    private final JdbcTransactions transactions;

    public JdbcRelationships(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<UserId, Acquaintance> of(UserId viewer, Collection<UserId> targets) {
        return targets.isEmpty()
                ? Map.of()
                : transactions.map(
                        OF,
                        row -> new UserId(row.getLong("id")),
                        AcquaintanceRow::read,
                        query -> query.bind("viewer", viewer).bind("targets", ArrayArgument.numbers(targets)));
    }
}
