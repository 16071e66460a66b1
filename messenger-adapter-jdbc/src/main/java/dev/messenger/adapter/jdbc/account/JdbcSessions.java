package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.util.Optional;
import java.util.UUID;

/** The sessions, in table {@code sessions}. */
public final class JdbcSessions implements Sessions {

    private final JdbcTransactions transactions;

    public JdbcSessions(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Session session) {
        transactions.with(handle -> handle.createUpdate("""
                        insert into sessions (id, user_id, refresh_jti, ip_address, user_agent, created_at, expires_at)
                        values (:id, :user, :jti, :ip, :agent, :created, :expires)
                        """)
                .bind("id", session.id().value())
                .bind("user", session.user().value())
                .bind("jti", session.refreshJti())
                .bind("ip", session.ipAddress())
                .bind("agent", session.userAgent())
                .bind("created", session.createdAt())
                .bind("expires", session.expiresAt())
                .execute());
    }

    @Override
    public Optional<Session> find(SessionId session) {
        return transactions.with(handle -> handle.createQuery("select * from sessions where id = :id")
                .bind("id", session.value())
                .map((row, ctx) -> new Session(
                        session,
                        new UserId(row.getLong("user_id")),
                        row.getObject("refresh_jti", UUID.class),
                        row.getString("ip_address"),
                        row.getString("user_agent"),
                        Columns.moment(row, "created_at"),
                        Columns.moment(row, "expires_at")))
                .findOne());
    }
}
