package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.KnownNetworks;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.List;

/** The networks of sign-ins, in table {@code known_networks}. */
public final class JdbcKnownNetworks implements KnownNetworks {

    private final JdbcTransactions transactions;

    public JdbcKnownNetworks(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean isKnown(UserId user, String network, Instant since) {
        return transactions.exists(
                "select 1 from known_networks where user_id = :user and network = :network and seen_at >= :since",
                query -> query.bind("user", user).bind("network", network).bind("since", since));
    }

    @Override
    public boolean isKnown(Email email, String network, Instant since) {
        return transactions.exists(
                """
                        select 1
                        from known_networks
                        where user_id = (select id from users where email = :email)
                            and network = :network
                            and seen_at >= :since
                        """,
                query -> query.bind("email", email).bind("network", network).bind("since", since));
    }

    /** The deletion does not see the insertion, so it leaves one place for it. */
    @Override
    public void add(UserId user, String network, Instant now) {
        transactions.update(
                """
                        with forgotten as (
                            delete from known_networks
                            where user_id = :user and network in (
                                select network
                                from known_networks
                                where user_id = :user and network <> :network
                                order by seen_at desc, network
                                offset :others)
                        )
                        insert into known_networks (user_id, network, seen_at) values (:user, :network, :now)
                        on conflict (user_id, network) do update set seen_at = :now
                        """,
                update -> update.bind("user", user)
                        .bind("network", network)
                        .bind("others", MAX - 1)
                        .bind("now", now));
    }

    @Override
    public List<KnownNetwork> of(UserId user) {
        return transactions.list(
                "select network, seen_at from known_networks where user_id = :user order by seen_at desc, network",
                row -> new KnownNetwork(Columns.text(row, "network"), Columns.instant(row, "seen_at")),
                query -> query.bind("user", user));
    }

    @Override
    public void removeAll(UserId user) {
        transactions.update("delete from known_networks where user_id = :user", update -> update.bind("user", user));
    }

    @Override
    public void forget(Instant before) {
        transactions.update("""
                        delete from known_networks old
                        where seen_at < :before and exists (
                            select from known_networks newer
                            where newer.user_id = old.user_id
                                and (newer.seen_at, newer.network) > (old.seen_at, old.network))
                        """, update -> update.bind("before", before));
    }
}
