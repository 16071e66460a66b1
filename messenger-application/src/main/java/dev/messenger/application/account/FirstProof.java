package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.SafetyPorts;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import java.util.Set;

/** What the first proof of a mailbox ends: until then, anybody may have registered its address (rule A22). */
final class FirstProof {

    private final SafetyPorts safety;
    private final Sessions sessions;

    FirstProof(AccountPorts ports) {
        this.safety = ports.safety();
        this.sessions = ports.sessions();
    }

    /**
     * What ended.
     *
     * @param secondFactor whether one was on
     */
    record Ended(Set<SessionId> sessions, boolean secondFactor) {

        boolean isAnything() {
            return secondFactor || !sessions.isEmpty();
        }
    }

    /** Ends what was made before, in the transaction of this thread, which has marked the mailbox as proven. */
    Ended endEarlier(UserId user) {
        safety.knownNetworks().removeAll(user);
        safety.changes().removeAll(user);
        boolean secondFactor = safety.twoFactors().disable(user);
        return new Ended(sessions.revoke(user, new Which.All()), secondFactor);
    }
}
