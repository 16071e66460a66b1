package dev.messenger.application.account;

import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.NotFound;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Lists and ends the sessions of a user (rules A6, A7, A12). */
public final class OwnSessions {

    private final Sessions sessions;
    private final Revocations revocations;
    private final Transactions transactions;
    private final InstantSource clock;

    public OwnSessions(Sessions sessions, Revocations revocations, Transactions transactions, InstantSource clock) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The caller's sessions, newest first. */
    public List<Session> list(UserId caller) {
        return sessions.listOf(caller, clock.instant());
    }

    /**
     * Ends the caller's session to which {@code jti} belongs.
     *
     * @throws NotFound when there is none
     */
    public void end(UserId caller, UUID jti) {
        if (end(caller, new Which.OfToken(jti)).isEmpty()) {
            throw new NotFound("session_not_found", "You have no session of this jti.");
        }
    }

    /** Ends every session of the caller; tokens that are issued later stay valid. */
    public void endAll(UserId caller) {
        end(caller, new Which.All());
    }

    /** Ends the session of the request. */
    public void logout(Principal caller) {
        end(caller.user(), new Which.One(caller.session()));
    }

    private Set<SessionId> end(UserId user, Which which) {
        Set<SessionId> ended = transactions.inTransaction(() -> sessions.revoke(user, which));
        revocations.learn(ended);
        return ended;
    }
}
