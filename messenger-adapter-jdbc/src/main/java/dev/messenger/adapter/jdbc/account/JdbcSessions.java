package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
        transactions.update(
                """
                        with added as (
                            insert into sessions (id, user_id, refresh_jti, ip_address, user_agent, created_at, expires_at)
                            values (:id, :user, :jti, :ip, :agent, :created, :expires)
                            returning id, refresh_jti
                        )
                        insert into refresh_tokens (session_id, jti) select id, refresh_jti from added
                        """,
                update -> update.bind("id", session.id())
                        .bind("user", session.user())
                        .bind("jti", session.refreshJti())
                        .bind("ip", session.ipAddress())
                        .bind("agent", session.userAgent())
                        .bind("created", session.createdAt())
                        .bind("expires", session.expiresAt()));
    }

    @Override
    public Optional<Session> find(SessionId session) {
        return transactions.first(
                "select * from sessions where id = :id", JdbcSessions::session, query -> query.bind("id", session));
    }

    @Override
    public List<Session> listOf(UserId user, Instant now) {
        return transactions.list(
                """
                        select *
                        from sessions
                        where user_id = :user and expires_at > :now
                        order by created_at desc, id
                        """, JdbcSessions::session, query -> query.bind("user", user).bind("now", now));
    }

    /** The lock of the session's row serialises the rotations of one session. */
    @Override
    public Map<SessionId, Instant> expiries(Set<SessionId> of) {
        return transactions
                .list(
                        "select * from sessions where id = any(cast(:ids as uuid[]))",
                        JdbcSessions::session,
                        query -> query.bind("ids", ArrayArgument.texts(of, SessionId::toString)))
                .stream()
                .collect(Collectors.toMap(Session::id, Session::expiresAt));
    }

    @Override
    public Rotation rotate(
            SessionId session, UUID presented, UUID fresh, Instant now, Duration grace, Instant expiresAt) {
        return transactions.inTransaction(() -> {
            boolean alive = transactions.exists(
                    "select 1 from sessions where id = :id and expires_at > :now for update",
                    query -> query.bind("id", session).bind("now", now));
            if (!alive) {
                return new Rotation.Over();
            }
            Optional<UUID> successor = use(session, presented, fresh, now, grace);
            if (successor.isEmpty()) {
                return new Rotation.Stolen();
            }
            return new Rotation.Rotated(
                    successor.get().equals(fresh)
                            ? renew(session, fresh, now, expiresAt)
                            : find(session).orElseThrow().withRefreshToken(successor.get()));
        });
    }

    /** The successor of the presented token; empty when that is unknown or was first used before the grace. */
    private Optional<UUID> use(SessionId session, UUID presented, UUID fresh, Instant now, Duration grace) {
        return transactions.first(
                """
                        update refresh_tokens
                        set used_at = coalesce(used_at, :now), successor = coalesce(successor, :fresh)
                        where session_id = :id and jti = :jti and (used_at is null or used_at > :earliest)
                        returning successor
                        """,
                row -> row.getObject("successor", UUID.class),
                query -> query.bind("id", session)
                        .bind("jti", presented)
                        .bind("fresh", fresh)
                        .bind("now", now)
                        .bind("earliest", now.minus(grace)));
    }

    private Session renew(SessionId session, UUID fresh, Instant now, Instant expiresAt) {
        return transactions.one(
                """
                        with added as (
                            insert into refresh_tokens (session_id, jti) values (:id, :fresh)
                        ), expired as (
                            delete from refresh_tokens where session_id = :id and used_at < :earliest_use
                        )
                        update sessions set refresh_jti = :fresh, expires_at = :expires where id = :id
                        returning *
                        """,
                JdbcSessions::session,
                query -> query.bind("id", session)
                        .bind("fresh", fresh)
                        .bind("earliest_use", now.minus(USED_TOKEN_RETENTION))
                        .bind("expires", expiresAt));
    }

    @Override
    public Set<SessionId> revoke(UserId user, Which which) {
        return new HashSet<>(transactions.list(
                """
                        with ended as (
                            delete from sessions
                            where user_id = :user
                                and (cast(:one as uuid) is null or id = :one)
                                and (cast(:but as uuid) is null or id <> :but)
                                and (cast(:kept as integer) is null or id not in (
                                    select id
                                    from sessions
                                    where user_id = :user
                                    order by expires_at desc, created_at desc, id
                                    limit :kept))
                                and (cast(:jti as uuid) is null
                                    or id in (select session_id from refresh_tokens where jti = :jti))
                            returning id
                        )
                        insert into revoked_sessions (session_id) select id from ended returning session_id
                        """,
                row -> new SessionId(row.getObject("session_id", UUID.class)),
                query -> query.bind("user", user)
                        .bind("one", which instanceof Which.One one ? one.session() : null)
                        .bind("but", which instanceof Which.AllBut but ? but.session() : null)
                        .bind("kept", which instanceof Which.AllButLatest latest ? latest.kept() : null)
                        .bind("jti", which instanceof Which.OfToken of ? of.jti() : null)));
    }

    @Override
    public Set<SessionId> revokedWithin(Duration span) {
        return new HashSet<>(transactions.list(
                """
                        select session_id
                        from revoked_sessions
                        where revoked_at > clock_timestamp() - make_interval(secs => :seconds)
                        """,
                row -> new SessionId(row.getObject("session_id", UUID.class)),
                query -> query.bind("seconds", span.toMillis() / 1000.0)));
    }

    @Override
    public void forget(Instant now, Duration memory) {
        transactions.update("""
                        with expired as (
                            delete from sessions where expires_at < :now
                        )
                        delete from revoked_sessions
                        where revoked_at < clock_timestamp() - make_interval(secs => :seconds)
                        """, update -> update.bind("now", now).bind("seconds", memory.toMillis() / 1000.0));
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
