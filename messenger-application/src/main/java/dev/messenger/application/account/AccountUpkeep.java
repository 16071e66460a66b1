package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.SafetyPorts;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.shared.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Deletes expired sessions and tokens, old revocations, networks, guesses and changes, and accounts that were never verified (rules A2, A19,
 * A21).
 */
public final class AccountUpkeep {

    /** Registration reuses the names of an abandoned account after a day already, so deletion can wait. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(25);

    /** An access token outlives its session by its own lifetime at most. The margin covers slow clocks. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final Accounts accounts;
    private final MailTokens tokens;
    private final Sessions sessions;
    private final SafetyPorts safety;
    private final InstantSource clock;
    private final Duration revocationRetention;

    AccountUpkeep(AccountPorts ports, InstantSource clock, Settings settings) {
        this.accounts = ports.accounts();
        this.tokens = ports.mailTokens();
        this.sessions = ports.sessions();
        this.safety = ports.safety();
        this.clock = clock;
        this.revocationRetention = settings.accounts().accessTokenTtl().plus(MARGIN);
    }

    /** Runs repeatedly, on any number of nodes. */
    public void run() {
        Instant now = clock.instant();
        tokens.forget(now);
        sessions.forget(now, revocationRetention);
        safety.knownNetworks().forget(now.minus(KnownDevices.MEMORY));
        safety.codeGuesses().forget(now.minus(GuessedCodes.MEMORY));
        safety.changes().forget(now.minus(UndoChanges.TTL));
        accounts.forgetAbandoned(now.minus(ABANDONED_AFTER));
    }
}
