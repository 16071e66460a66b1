package dev.messenger.application.account.port;

import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The accounts: whoever signs in with an email and a password. An email and a username belong to one account at a time, also under a race. Thread-safe. */
public interface Accounts {

    /**
     * Stores a new account, unverified.
     *
     * @throws EmailTaken when another account has the email
     * @throws UsernameTaken when another account has the username
     */
    UserId add(NewAccount account);

    /**
     * Forgets accounts that hold the email or the username of {@code wanted}, never became active, and no longer count
     * (rule A2): made before {@code abandonedBefore}, or made before {@code unmailedBefore} with no mail accepted.
     */
    void releaseNames(NewAccount wanted, Instant abandonedBefore, Instant unmailedBefore);

    /** The verification mail was accepted for delivery. */
    void mailAccepted(UserId user);

    /** The account, or empty when there is none, or it was deleted; {@link ExternalUsers} have none. */
    Optional<Account> find(UserId user);

    /** The account with this email, or empty. */
    Optional<Account> findByEmail(Email email);

    /**
     * Those of {@code users} that others can meet: active accounts, and {@link ExternalUsers}. An account is active from the
     * proof of its mailbox on, or from its first sign-in where no proof is asked for.
     */
    Set<UserId> active(Collection<UserId> users);

    /** Marks the mailbox as proven and the account as active, each unless it is already. */
    void verifyEmail(UserId user, Instant at);

    /** Marks the account as active, unless it is already. */
    void activate(UserId user, Instant at);

    /**
     * Holds the account against a change of its password until the transaction of this thread ends.
     *
     * @return false when its password is another one by now, or the account is gone
     */
    boolean holdPassword(UserId user, PasswordHash expected);

    /** Sets another password, or another hash of the same one. */
    void setPassword(UserId user, PasswordHash hash);

    /** Removes accounts that were made before {@code madeBefore} and never became active (rule A2). */
    void forgetAbandoned(Instant madeBefore);

    /** Removes an account that never became active, with its tokens; else does nothing. */
    void removeInactive(UserId user);
}
