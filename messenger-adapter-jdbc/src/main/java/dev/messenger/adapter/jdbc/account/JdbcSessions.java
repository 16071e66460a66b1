package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The sessions, in tables {@code sessions}, {@code refresh_tokens} and {@code revoked_sessions}. */
public final class JdbcSessions implements Sessions {

    /** How long a used token still identifies its session. Without a row a token counts as used. */
    private static final Duration USED_TOKEN_RETENTION = Duration.ofDays(1);

    private final JdbcTransactions transactions;

    public JdbcSessions(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Session session) {
        transactions.with(handle -> handle.createUpdate("""
                        with added as (
                            insert into sessions (id, user_id, refresh_jti, ip_address, user_agent, created_at, expires_at)
                            values (:id, :user, :jti, :ip, :agent, :created, :expires)
                            returning id, refresh_jti
                        )
                        insert into refresh_tokens (session_id, jti) select id, refresh_jti from added
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
                .map((row, ctx) -> session(row))
                .findOne());
    }

    @Override
    public List<Session> listOf(UserId user, Instant now) {
        return transactions.with(handle -> handle.createQuery("""
                        select *
                        from sessions
                        where user_id = :user and expires_at > :now
                        order by created_at desc, id
                        """)
                .bind("user", user.value())
                .bind("now", now)
                .map((row, ctx) -> session(row))
                .list());
    }

    /** The lock of the session's row serialises the rotations of one session. */
    @Override
    public Rotation rotate(
            SessionId session, UUID presented, UUID fresh, Instant now, Duration grace, Instant expiresAt) {
        return transactions.inTransaction(() -> transactions.with(handle -> {
            boolean alive = handle.createQuery("select 1 from sessions where id = :id and expires_at > :now for update")
                    .bind("id", session.value())
                    .bind("now", now)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (!alive) {
                return new Rotation.Over();
            }
            Optional<UUID> successor = use(handle, session, presented, fresh, now, grace);
            if (successor.isEmpty()) {
                return new Rotation.Stolen();
            }
            return new Rotation.Rotated(
                    successor.get().equals(fresh)
                            ? renew(handle, session, fresh, now, expiresAt)
                            : find(session).orElseThrow().withRefreshToken(successor.get()));
        }));
    }

    /** The token that succeeds the presented one; empty when the presented one is unknown or was used before the grace. */
    private static Optional<UUID> use(
            Handle handle, SessionId session, UUID presented, UUID fresh, Instant now, Duration grace) {
        return handle.createQuery("""
                        update refresh_tokens
                        set used_at = coalesce(used_at, :now), successor = coalesce(successor, :fresh)
                        where session_id = :id and jti = :jti and (used_at is null or used_at > :earliest)
                        returning successor
                        """)
                .bind("id", session.value())
                .bind("jti", presented)
                .bind("fresh", fresh)
                .bind("now", now)
                .bind("earliest", now.minus(grace))
                .mapTo(UUID.class)
                .findOne();
    }

    private static Session renew(Handle handle, SessionId session, UUID fresh, Instant now, Instant expiresAt) {
        return handle.createQuery("""
                        with added as (
                            insert into refresh_tokens (session_id, jti) values (:id, :fresh)
                        ), forgotten as (
                            delete from refresh_tokens where session_id = :id and used_at < :forgettable
                        )
                        update sessions set refresh_jti = :fresh, expires_at = :expires where id = :id
                        returning *
                        """)
                .bind("id", session.value())
                .bind("fresh", fresh)
                .bind("forgettable", now.minus(USED_TOKEN_RETENTION))
                .bind("expires", expiresAt)
                .map((row, ctx) -> session(row))
                .one();
    }

    @Override
    public Set<SessionId> revoke(UserId user, Which which) {
        return transactions.with(handle -> new HashSet<>(handle.createQuery("""
                        with ended as (
                            delete from sessions
                            where user_id = :user
                                and (cast(:one as uuid) is null or id = :one)
                                and (cast(:but as uuid) is null or id <> :but)
                                and (cast(:jti as uuid) is null
                                    or id in (select session_id from refresh_tokens where jti = :jti))
                            returning id
                        )
                        insert into revoked_sessions (session_id) select id from ended returning session_id
                        """)
                .bind("user", user.value())
                .bind("one", which instanceof Which.One one ? one.session().value() : null)
                .bind("but", which instanceof Which.AllBut but ? but.session().value() : null)
                .bind("jti", which instanceof Which.OfToken of ? of.jti() : null)
                .map((row, ctx) -> new SessionId(row.getObject("session_id", UUID.class)))
                .list()));
    }

    @Override
    public Set<SessionId> revokedWithin(Duration span) {
        return transactions.with(handle -> new HashSet<>(handle.createQuery("""
                        select session_id
                        from revoked_sessions
                        where revoked_at > clock_timestamp() - make_interval(secs => :seconds)
                        """)
                .bind("seconds", span.toMillis() / 1000.0)
                .map((row, ctx) -> new SessionId(row.getObject("session_id", UUID.class)))
                .list()));
    }

    @Override
    public void forget(Instant now, Duration memory) {
        transactions.with(handle -> handle.createUpdate("""
                        with expired as (
                            delete from sessions where expires_at < :now
                        )
                        delete from revoked_sessions
                        where revoked_at < clock_timestamp() - make_interval(secs => :seconds)
                        """)
                .bind("now", now)
                .bind("seconds", memory.toMillis() / 1000.0)
                .execute());
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(row.getObject("id", UUID.class)),
                new UserId(row.getLong("user_id")),
                row.getObject("refresh_jti", UUID.class),
                row.getString("ip_address"),
                row.getString("user_agent"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"));
    }
}
