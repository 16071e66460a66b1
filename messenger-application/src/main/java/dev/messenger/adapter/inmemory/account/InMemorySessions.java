package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.RefreshTokenRow;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The sessions. The only node knows its own revocations, so none is stored. Thread-safe. */
public final class InMemorySessions implements Sessions {

    private final Database database;

    public InMemorySessions(Database database) {
        this.database = database;
    }

    @Override
    public void add(Session session) {
        database.transactions.run(() -> {
            database.sessions.put(session.id().value(), session);
            database.refreshTokens.put(
                    session.refreshJti(), RefreshTokenRow.unused(session.id().value()));
        });
    }

    @Override
    public Optional<Session> find(SessionId session) {
        return database.transactions.inTransaction(() -> database.sessions.find(session.value()));
    }

    @Override
    public List<Session> listOf(UserId user, Instant now) {
        return database.transactions.inTransaction(() -> database.sessions
                .all()
                .filter(session -> session.user().equals(user) && now.isBefore(session.expiresAt()))
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .toList());
    }

    @Override
    public Map<SessionId, Instant> expiries(Set<SessionId> of) {
        return database.transactions.inTransaction(() -> of.stream()
                .flatMap(session -> database.sessions.find(session.value()).stream())
                .collect(Collectors.toMap(Session::id, Session::expiresAt)));
    }

    @Override
    public Rotation rotate(
            SessionId session, UUID presented, UUID fresh, Instant now, Duration grace, Instant expiresAt) {
        return database.transactions.inTransaction(() -> find(session)
                .filter(alive -> now.isBefore(alive.expiresAt()))
                .map(alive -> rotate(alive, presented, fresh, now, grace, expiresAt))
                .orElseGet(Rotation.Over::new));
    }

    private Rotation rotate(
            Session session, UUID presented, UUID fresh, Instant now, Duration grace, Instant expiresAt) {
        UUID id = session.id().value();
        Optional<RefreshTokenRow> token = database.refreshTokens
                .find(presented)
                .filter(row -> row.session().equals(id))
                .filter(row -> row.usedAt() == null || row.usedAt().plus(grace).isAfter(now));
        if (token.isEmpty()) {
            return new Rotation.Stolen();
        }
        UUID successor = token.get().successor();
        if (successor != null) {
            return new Rotation.Rotated(session.withRefreshToken(successor));
        }
        Session renewed = new Session(
                session.id(),
                session.user(),
                fresh,
                session.ipAddress(),
                session.userAgent(),
                session.createdAt(),
                expiresAt);
        database.refreshTokens.put(presented, new RefreshTokenRow(id, now, fresh));
        database.refreshTokens.put(fresh, RefreshTokenRow.unused(id));
        database.sessions.put(id, renewed);
        return new Rotation.Rotated(renewed);
    }

    @Override
    public Set<SessionId> revoke(UserId user, Which which) {
        return database.transactions.inTransaction(() -> {
            List<UUID> ended = database.sessions
                    .all()
                    .filter(session -> session.user().equals(user) && names(which, session))
                    .map(session -> session.id().value())
                    .toList();
            ended.forEach(this::remove);
            return ended.stream().map(SessionId::new).collect(Collectors.toSet());
        });
    }

    private boolean names(Which which, Session session) {
        return switch (which) {
            case Which.All all -> true;
            case Which.AllBut but -> !but.session().equals(session.id());
            case Which.One one -> one.session().equals(session.id());
            case Which.AllButLatest but -> !latest(session.user(), but.kept()).contains(session);
            case Which.OfToken of ->
                database.refreshTokens
                        .find(of.jti())
                        .filter(token -> token.session().equals(session.id().value()))
                        .isPresent();
        };
    }

    private List<Session> latest(UserId user, int count) {
        return database.sessions
                .all()
                .filter(session -> session.user().equals(user))
                .sorted(Comparator.comparing(Session::expiresAt)
                        .thenComparing(Session::createdAt)
                        .reversed())
                .limit(count)
                .toList();
    }

    private void remove(UUID session) {
        database.sessions.remove(session);
        database.refreshTokens.removeIf(token -> token.session().equals(session));
    }

    @Override
    public Set<SessionId> revokedWithin(Duration span) {
        return Set.of();
    }

    @Override
    public void forget(Instant now, Duration memory) {
        database.transactions.run(() -> database.sessions
                .all()
                .filter(session -> session.expiresAt().isBefore(now))
                .map(session -> session.id().value())
                .toList()
                .forEach(this::remove));
    }
}
