package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.people.port.Contacts;
import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** The contact lists, in table {@code contacts}. */
public final class JdbcContacts implements Contacts {

    private final JdbcTransactions transactions;

    public JdbcContacts(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public int countBesides(UserId owner, UserId contact) {
        return transactions.one(
                "select count(*) from contacts where owner_id = :owner and contact_id <> :contact",
                row -> row.getInt(1),
                query -> query.bind("owner", owner).bind("contact", contact));
    }

    @Override
    public void add(UserId owner, UserId contact, Instant now) {
        transactions.update(
                """
                        insert into contacts (owner_id, contact_id, created_at)
                        values (:owner, :contact, :now)
                        on conflict do nothing
                        """,
                update -> update.bind("owner", owner).bind("contact", contact).bind("now", now));
    }

    @Override
    public void remove(UserId owner, UserId contact) {
        transactions.update(
                "delete from contacts where owner_id = :owner and contact_id = :contact",
                update -> update.bind("owner", owner).bind("contact", contact));
    }
}
