package dev.messenger.application.account.port;

import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The users who sign in with email and password. An email or username belongs to one account, also under a race. Thread-safe. */
public interface Accounts {

    /**
     * Stores a new account, unverified.
     *
     * @throws EmailTaken when another account has the email
     * @throws UsernameTaken when another account has the username
     */
    UserId add(NewAccount account);

    /**
     * Deletes abandoned accounts that have the email or username of {@code wanted} (rule A2): inactive ones from before
     * {@code abandonedBefore}, or from before {@code unmailedBefore} without an accepted mail.
     */
    void releaseNames(NewAccount wanted, Instant abandonedBefore, Instant unmailedBefore);

    /** The verification mail was accepted for delivery. */
    void mailAccepted(UserId user);

    /** The account; empty when there is none or it was deleted. {@link ExternalUsers} have none. */
    Optional<Account> find(UserId user);

    /** The account with this email, or empty. */
    Optional<Account> findByEmail(Email email);

    /**
     * Those of {@code users} whom others can find: active accounts, and {@link ExternalUsers}. An account becomes active when its
     * email is verified, or at its first sign-in where that is not required.
     */
    Set<UserId> active(Collection<UserId> users);

    /**
     * Marks the email as verified and the account as active, each unless it is already.
     *
     * @return whether the email was not verified before
     */
    boolean verifyEmail(UserId user, Instant at);

    /** Marks the account as active, unless it is already. */
    void activate(UserId user, Instant at);

    /**
     * Locks the account against a change of its password until the transaction of this thread ends.
     *
     * @return false when its password has changed, or it was deleted
     */
    boolean holdPassword(UserId user, PasswordHash expected);

    /** Locks the account against sign-ins and changes of its password until the transaction of this thread ends. */
    void hold(UserId user);

    /** Sets another password, or another hash of the same one. */
    void setPassword(UserId user, PasswordHash hash);

    /** Deletes accounts from before {@code createdBefore} that never became active (rule A2). */
    void forgetAbandoned(Instant createdBefore);

    /** Deletes an account that never became active, with its tokens; does nothing to another. */
    void removeInactive(UserId user);
}
