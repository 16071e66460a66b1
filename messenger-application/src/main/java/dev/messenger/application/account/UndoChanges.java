package dev.messenger.application.account;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.port.AccountChanges;
import dev.messenger.application.account.port.AccountChanges.Change;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.application.account.port.TwoFactors.Snapshot;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.InvalidToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes changes of an account back by a mailed link (rule A21). */
public final class UndoChanges {

    /** How long a change can be taken back. */
    static final Duration TTL = Duration.ofDays(7);

    private final AccountPorts ports;
    private final AccountChanges changes;
    private final TwoFactors factors;
    private final SecurityPorts security;
    private final KnownDevices devices;
    private final Revocations revocations;
    private final Transactions transactions;
    private final InstantSource clock;

    UndoChanges(
            AccountPorts ports,
            SecurityPorts security,
            KnownDevices devices,
            Revocations revocations,
            Transactions transactions,
            InstantSource clock) {
        this.ports = ports;
        this.changes = ports.safety().changes();
        this.factors = ports.safety().twoFactors();
        this.security = security;
        this.devices = devices;
        this.revocations = revocations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes the changes of which a mail told back, and all later ones, and ends every session. Where somebody may know the password, it
     * works no more, and a mail with a link to choose a new one is queued.
     *
     * @return whether the password has to be chosen anew
     * @throws InvalidToken when the token is unknown, used or expired
     */
    public boolean undo(String token, Device device) {
        String link = SecretHash.of(token);
        Instant now = clock.instant();
        Instant since = now.minus(TTL);
        // before the costly hashing, so that an invalid token costs little
        UserId user = changes.userOf(link, since).orElseThrow(UndoChanges::badToken);
        PasswordHash ofNobody =
                security.hasher().hash(new Password(security.randomness().token()));
        Undone undone = transactions.inTransaction(() -> {
            ports.accounts().hold(user);
            Account account = ports.accounts().find(user).orElseThrow(UndoChanges::badToken);
            List<Change> taken = changes.takeBack(link, since);
            if (taken.isEmpty()) {
                throw badToken();
            }
            taken.forEach(this::takeBack);
            boolean voidsPassword = taken.stream().anyMatch(UndoChanges::exposesPassword);
            if (voidsPassword) {
                ports.accounts().setPassword(user, ofNobody);
                ports.mailQueue().add(TokenPurpose.RESET_PASSWORD, account.email(), now);
            }
            devices.startOver(user, device);
            return new Undone(voidsPassword, ports.sessions().revoke(user, new Which.All()));
        });
        revocations.learn(undone.ended());
        return undone.voidedPassword();
    }

    private record Undone(boolean voidedPassword, Set<SessionId> ended) {}

    private void takeBack(Change change) {
        UserId user = change.content().user();
        Snapshot factor = change.content().factor();
        switch (change.content().kind()) {
            case TWO_FACTOR_DISABLED -> factors.restore(user, Objects.requireNonNull(factor));
            case TWO_FACTOR_ENABLED -> {
                if (isOn(user, factor)) {
                    factors.disable(user);
                }
            }
            case RECOVERY_CODES_REPLACED -> {
                if (isOn(user, factor)) {
                    factors.replaceRecoveryCodes(
                            user, Objects.requireNonNull(factor).recoveryHashes());
                }
            }
            case SIGN_IN_FROM_NEW_NETWORK, PASSWORD_CHANGED, CODES_GUESSED, MAILBOX_PROVEN -> {}
        }
    }

    private boolean isOn(UserId user, @Nullable Snapshot factor) {
        return factor != null
                && factors.snapshot(user)
                        .filter(now -> now.sealedSecret().equals(factor.sealedSecret()))
                        .isPresent();
    }

    /** Whether somebody else may know the password, once the user says that it was not them. */
    private static boolean exposesPassword(Change change) {
        return switch (change.content().kind()) {
            case SIGN_IN_FROM_NEW_NETWORK, PASSWORD_CHANGED, CODES_GUESSED, MAILBOX_PROVEN -> true;
            case TWO_FACTOR_ENABLED, TWO_FACTOR_DISABLED, RECOVERY_CODES_REPLACED -> false;
        };
    }

    private static InvalidToken badToken() {
        return new InvalidToken(
                "invalid_token",
                "token: is unknown, used or older than 7 days. Ask for a mail to reset your password instead.");
    }
}
