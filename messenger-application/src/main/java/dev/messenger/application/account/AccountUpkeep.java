package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.shared.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets what is over: expired sessions and tokens, old revocations, accounts that were never verified (rule A2). */
public final class AccountUpkeep {

    /** An abandoned account frees its names after a day by itself; nothing has to hurry. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(25);

    /** No access token outlives its session by more than its own time; an hour more does not matter. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final Accounts accounts;
    private final MailTokens tokens;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Duration revocationsKept;

    AccountUpkeep(AccountPorts ports, InstantSource clock, Settings settings) {
        this.accounts = ports.accounts();
        this.tokens = ports.mailTokens();
        this.sessions = ports.sessions();
        this.clock = clock;
        this.revocationsKept = settings.accounts().accessTokenTtl().plus(MARGIN);
    }

    /** Does it once; to be called now and then, on any number of nodes. */
    public void run() {
        Instant now = clock.instant();
        tokens.forget(now);
        sessions.forget(now, revocationsKept);
        accounts.forgetAbandoned(now.minus(ABANDONED_AFTER));
    }
}
