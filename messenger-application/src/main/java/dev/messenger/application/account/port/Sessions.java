package dev.messenger.application.account.port;

import dev.messenger.application.account.Session;
import dev.messenger.domain.account.SessionId;
import java.util.Optional;

/** The sessions. Thread-safe. */
public interface Sessions {

    /** Stores a new session. */
    void add(Session session);

    /** The session, or empty. */
    Optional<Session> find(SessionId session);
}
