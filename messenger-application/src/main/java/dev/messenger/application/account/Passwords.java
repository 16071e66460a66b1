package dev.messenger.application.account;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** Sets new passwords, by a mailed link or by the current password (rules A8, A12). */
public final class Passwords {

    private final Accounts accounts;
    private final MailTokens tokens;
    private final MailQueue mails;
    private final Sessions sessions;
    private final FirstProof firstProof;
    private final PasswordHasher hasher;
    private final KnownDevices devices;
    private final AccountNotices notices;
    private final Revocations revocations;
    private final AccountLimits limits;
    private final Transactions transactions;
    private final InstantSource clock;

    Passwords(
            AccountPorts ports,
            FirstProof firstProof,
            PasswordHasher hasher,
            KnownDevices devices,
            AccountNotices notices,
            Revocations revocations,
            AccountLimits limits,
            Environment environment) {
        this.accounts = ports.accounts();
        this.tokens = ports.mailTokens();
        this.mails = ports.mailQueue();
        this.sessions = ports.sessions();
        this.firstProof = firstProof;
        this.hasher = hasher;
        this.devices = devices;
        this.notices = notices;
        this.revocations = revocations;
        this.limits = limits;
        this.transactions = environment.transactions();
        this.clock = environment.clock();
    }

    /**
     * Queues a mail with a reset link, whether or not the account exists, so that the caller learns nothing from the answer or
     * its delay (rule A8). Requests that wait at the same time are one mail (rule L12).
     *
     * @throws InvalidValue when {@code email} is not an address
     */
    public void requestReset(String email) {
        Email to = new Email(email);
        transactions.run(() -> mails.add(TokenPurpose.RESET_PASSWORD, to, clock.instant()));
    }

    /**
     * Sets a new password by a mailed token. Ends every session, revokes the other reset tokens and verifies the email; a
     * second factor stays on, unless it was made before the first proof of the mailbox (rule A22).
     *
     * @throws InvalidToken when the token is unknown, used or expired
     * @throws InvalidValue when the password is too short or too long
     */
    public void reset(String token, String newPassword, Device device) {
        Password chosen = Password.chosen("new_password", newPassword);
        Instant now = clock.instant();
        String hash = SecretHash.of(token);
        // before the costly hashing, so that an invalid token costs little
        if (!tokens.isGood(hash, TokenPurpose.RESET_PASSWORD, now)) {
            throw badToken();
        }
        PasswordHash newHash = hasher.hash(chosen);
        Set<SessionId> ended = transactions.inTransaction(() -> {
            UserId user = tokens.consume(hash, TokenPurpose.RESET_PASSWORD, now).orElseThrow(Passwords::badToken);
            accounts.setPassword(user, newHash);
            tokens.removeAll(user, TokenPurpose.RESET_PASSWORD);
            Set<SessionId> revoked = accounts.verifyEmail(user, now)
                    ? firstProof.endEarlier(user).sessions()
                    : sessions.revoke(user, new Which.All());
            devices.startOver(user, device);
            tellOfChange(user, device);
            return revoked;
        });
        revocations.learn(ended);
    }

    /**
     * Sets a new password by the current one, and ends all sessions but the caller's.
     *
     * @throws Forbidden {@code wrong_password} when the current one is wrong
     * @throws InvalidValue when the new one is too short or too long
     */
    public void change(Principal caller, String currentPassword, String newPassword, Device device) {
        Password chosen = Password.chosen("new_password", newPassword);
        Account account = prove(caller.user(), currentPassword);
        PasswordHash newHash = hasher.hash(chosen);
        Set<SessionId> ended = transactions.inTransaction(() -> {
            if (!accounts.holdPassword(caller.user(), account.passwordHash())) {
                throw wrongPassword(); // changed meanwhile
            }
            accounts.setPassword(caller.user(), newHash);
            tokens.removeAll(caller.user(), TokenPurpose.RESET_PASSWORD);
            tellOfChange(caller.user(), device);
            return sessions.revoke(caller.user(), new Which.AllBut(caller.session()));
        });
        revocations.learn(ended);
    }

    /**
     * Requires the password of the caller.
     *
     * @return the account, with the hash that the password matches
     * @throws Forbidden {@code wrong_password} when it is wrong
     */
    public Account prove(UserId caller, String password) {
        limits.prove(caller);
        Account account = accounts.find(caller).orElseThrow(Unauthenticated::accountGone);
        Password typed = new Password(password);
        if (!typed.plausible() || !hasher.matches(typed, account.passwordHash())) {
            throw wrongPassword();
        }
        return account;
    }

    private void tellOfChange(UserId user, Device device) {
        accounts.find(user).ifPresent(account -> notices.add(account, Kind.PASSWORD_CHANGED, device));
    }

    private static Forbidden wrongPassword() {
        return new Forbidden("wrong_password", "The password is wrong.");
    }

    private static InvalidToken badToken() {
        return new InvalidToken(
                "invalid_token", "token: is unknown, used or expired. Ask for a new mail to reset your password.");
    }
}
