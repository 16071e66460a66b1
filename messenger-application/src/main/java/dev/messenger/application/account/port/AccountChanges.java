package dev.messenger.application.account.port;

import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to the security of accounts, of which a mail tells and which its link takes back (rule A21). Thread-safe. */
public interface AccountChanges {

    /** How many changes of an account are stored: the oldest ones and the newest. */
    int MAX = 100;

    /** What happened. */
    enum Kind {
        SIGN_IN_FROM_NEW_NETWORK,
        PASSWORD_CHANGED,
        TWO_FACTOR_ENABLED,
        TWO_FACTOR_DISABLED,
        RECOVERY_CODES_REPLACED,
        CODES_GUESSED,
        MAILBOX_PROVEN
    }

    /**
     * A change to store.
     *
     * @param address of the client
     * @param userAgent of the client, or null
     * @param factor the second factor as it was, for {@link Kind#TWO_FACTOR_DISABLED} and {@link Kind#RECOVERY_CODES_REPLACED}; the
     *     new one for {@link Kind#TWO_FACTOR_ENABLED}; else null
     */
    record NewChange(
            UserId user,
            Kind kind,
            @Nullable String address,
            @Nullable String userAgent,
            Instant at,
            TwoFactors.@Nullable Snapshot factor) {}

    /** A stored change. */
    record Change(long id, NewChange content) {}

    /**
     * Stores a change. Beyond {@link #MAX} changes of one account it takes the place of the newest, so that nobody can push out what was
     * before.
     */
    void add(NewChange change);

    /** The changes of {@code user}, oldest first. */
    List<Change> of(UserId user);

    /** The changes of {@code user} of which no mail told yet, oldest first. */
    List<Change> untold(UserId user);

    /** A mail told of the changes of {@code user} up to this one. */
    void told(UserId user, long lastId);

    /** Stores the hash of a link that takes back {@code change} and all later ones of its user. */
    void addLink(String hash, Change change);

    /** The user of a link; empty when it is unknown, used, or of a change from before {@code since}. */
    Optional<UserId> userOf(String linkHash, Instant since);

    /**
     * Uses a link up: deletes its change and all later ones of its user, with their links. Of concurrent calls, one gets them.
     *
     * @return the deleted changes, newest first; empty for a link without {@link #userOf a user}
     */
    List<Change> takeBack(String linkHash, Instant since);

    /** Deletes all changes of {@code user}. */
    void removeAll(UserId user);

    /** Deletes changes from before {@code before}. */
    void forget(Instant before);
}
