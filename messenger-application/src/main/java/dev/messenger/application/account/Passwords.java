package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.application.account.port.TokenPurpose;
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
    private final PasswordHasher hasher;
    private final Revocations revocations;
    private final AccountLimits limits;
    private final Transactions transactions;
    private final InstantSource clock;

    Passwords(
            AccountPorts ports,
            PasswordHasher hasher,
            Revocations revocations,
            AccountLimits limits,
            Transactions transactions,
            InstantSource clock) {
        this.accounts = ports.accounts();
        this.tokens = ports.mailTokens();
        this.mails = ports.mailQueue();
        this.sessions = ports.sessions();
        this.hasher = hasher;
        this.revocations = revocations;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Queues a mail with a reset link, whether or not the account exists, so that the caller learns nothing from the answer or
     * its delay (rule A8).
     *
     * @throws InvalidValue when {@code email} is not an address
     */
    public void requestReset(String email, String clientAddress) {
        Email to = new Email(email);
        limits.requestMail(to, clientAddress);
        transactions.run(() -> mails.add(TokenPurpose.RESET_PASSWORD, to, clock.instant()));
    }

    /**
     * Sets a new password by a mailed token. Ends every session, revokes the other reset tokens and verifies the email; a
     * second factor stays on.
     *
     * @throws InvalidToken when the token is unknown, used or expired
     * @throws InvalidValue when the password is too short or too long
     */
    public void reset(String token, String newPassword, String clientAddress) {
        Password chosen = Password.chosen("new_password", newPassword);
        limits.useMailedToken(clientAddress);
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
            accounts.verifyEmail(user, now);
            tokens.removeAll(user, TokenPurpose.RESET_PASSWORD);
            return sessions.revoke(user, new Which.All());
        });
        revocations.learn(ended);
    }

    /**
     * Sets a new password by the current one, and ends all sessions but the caller's.
     *
     * @throws Forbidden {@code wrong_password} when the current one is wrong
     * @throws InvalidValue when the new one is too short or too long
     */
    public void change(Principal caller, String currentPassword, String newPassword) {
        Password chosen = Password.chosen("new_password", newPassword);
        Account account = prove(caller.user(), currentPassword);
        PasswordHash newHash = hasher.hash(chosen);
        Set<SessionId> ended = transactions.inTransaction(() -> {
            if (!accounts.holdPassword(caller.user(), account.passwordHash())) {
                throw wrongPassword(); // changed meanwhile
            }
            accounts.setPassword(caller.user(), newHash);
            tokens.removeAll(caller.user(), TokenPurpose.RESET_PASSWORD);
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

    private static Forbidden wrongPassword() {
        return new Forbidden("wrong_password", "The password is wrong.");
    }

    private static InvalidToken badToken() {
        return new InvalidToken(
                "invalid_token", "token: is unknown, used or expired. Ask for a new mail to reset your password.");
    }
}
