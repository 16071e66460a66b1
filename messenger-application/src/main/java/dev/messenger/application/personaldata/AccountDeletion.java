package dev.messenger.application.personaldata;

import dev.messenger.application.account.OwnSessions;
import dev.messenger.application.account.Passwords;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.chat.Membership;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.personaldata.port.Erasure;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Account deletion (rule A11). The personal data is erased at once, in one transaction. Leaving groups and channels may take
 * longer; {@link #finishOthers} finishes it when this node dies in between.
 */
public final class AccountDeletion {

    private static final int BATCH = 20;
    private static final String PLACEHOLDER_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Passwords passwords;
    private final ExternalUsers externalUsers;
    private final SecondFactor secondFactor;
    private final OwnSessions sessions;
    private final Erasure erasure;
    private final Chats chats;
    private final Membership membership;
    private final Aids aids;

    public AccountDeletion(
            Passwords passwords,
            ExternalUsers externalUsers,
            SecondFactor secondFactor,
            OwnSessions sessions,
            Erasure erasure,
            Chats chats,
            Membership membership,
            Aids aids) {
        this.passwords = passwords;
        this.externalUsers = externalUsers;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.erasure = erasure;
        this.chats = chats;
        this.membership = membership;
        this.aids = aids;
    }

    /** The technical ports. */
    public record Aids(Outbox outbox, Transactions transactions, Randomness randomness, InstantSource clock) {}

    /**
     * Deletes the caller's account.
     *
     * @param given the second factor, where one is on
     * @throws Forbidden {@code wrong_password}, {@code otp_required} or {@code otp_invalid}
     */
    public void delete(Principal caller, String password, SecondFactor.Given given) {
        UserId user = caller.user();
        passwords.prove(user, password);
        aids.transactions().run(() -> {
            secondFactor.require(user, given, Forbidden::new);
            erase(user);
        });
        finish(user);
    }

    /**
     * Deletes a user of the embedding program, which has obtained their consent (rule E2). The external id is free again: a later
     * user with it is a new one.
     *
     * @return false when no user has this external id
     */
    public boolean deprovision(String externalId) {
        ExternalId id = new ExternalId(externalId);
        Optional<UserId> erased = aids.transactions().inTransaction(() -> {
            Optional<UserId> user = externalUsers.find(id);
            user.ifPresent(this::erase);
            return user;
        });
        erased.ifPresent(this::finish);
        return erased.isPresent();
    }

    private void erase(UserId user) {
        Instant now = aids.clock().instant();
        erasure.erase(user, newPlaceholder(), now);
        aids.outbox().append(new Event.PersonChanged(user));
        chats.findPrivate(user, user).ifPresent(saved -> chats.remove(saved, now));
    }

    /** Finishes the deletions of nodes that died. Runs repeatedly, on any number of nodes. */
    public void finishOthers() {
        erasure.unfinished(BATCH).forEach(this::finish);
    }

    /** Each step is idempotent. */
    private void finish(UserId user) {
        sessions.endAll(user);
        membership.leaveAll(user);
        erasure.finished(user);
    }

    private Erasure.Placeholder newPlaceholder() {
        String name = "deleted_" + aids.randomness().text(20, PLACEHOLDER_ALPHABET);
        return new Erasure.Placeholder(new Email(name + "@deleted.invalid"), new Username(name));
    }
}
