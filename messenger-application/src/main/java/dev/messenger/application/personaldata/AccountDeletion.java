package dev.messenger.application.personaldata;

import dev.messenger.application.account.AccountUseCases;
import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Erasure;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.chat.Membership;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.environment.Environment;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import java.time.Instant;
import java.util.Optional;

/**
 * Account deletion (rule A11). The personal data is erased at once, in one transaction. Leaving groups and channels may take
 * longer; {@link #finishOthers} finishes it when this node dies in between.
 */
public final class AccountDeletion {

    private static final int BATCH = 20;
    private static final String PLACEHOLDER_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final AccountUseCases account;
    private final AccountPorts ports;
    private final Chats chats;
    private final Membership membership;
    private final Environment environment;

    /** Wires it. */
    public AccountDeletion(
            AccountUseCases account, AccountPorts ports, Chats chats, Membership membership, Environment environment) {
        this.account = account;
        this.ports = ports;
        this.chats = chats;
        this.membership = membership;
        this.environment = environment;
    }

    /**
     * Deletes the caller's account.
     *
     * @param given the second factor, where one is on
     * @throws Forbidden {@code wrong_password}, {@code otp_required} or {@code otp_invalid}
     */
    public void delete(Principal caller, String password, SecondFactor.Given given, Device device) {
        UserId user = caller.user();
        account.passwords().prove(user, password);
        SecondFactor secondFactor = account.protection().secondFactor();
        secondFactor.counted(
                user,
                given,
                device,
                () -> environment.transactions().inTransaction(() -> {
                    secondFactor.require(user, given, Forbidden::new);
                    erase(user);
                    return user;
                }));
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
        Optional<UserId> erased = environment.transactions().inTransaction(() -> {
            Optional<UserId> user = ports.externalUsers().find(id);
            user.ifPresent(this::erase);
            return user;
        });
        erased.ifPresent(this::finish);
        return erased.isPresent();
    }

    private void erase(UserId user) {
        Instant now = environment.clock().instant();
        ports.erasure().erase(user, newPlaceholder(), now);
        environment.outbox().append(new Event.PersonChanged(user));
        chats.findPrivate(user, user).ifPresent(saved -> chats.remove(saved, now));
    }

    /** Finishes the deletions of nodes that died. Runs repeatedly, on any number of nodes. */
    public void finishOthers() {
        ports.erasure().unfinished(BATCH).forEach(this::finish);
    }

    /** Each step is idempotent. */
    private void finish(UserId user) {
        account.sessions().endAll(user);
        membership.leaveAll(user);
        ports.erasure().finished(user);
    }

    private Erasure.Placeholder newPlaceholder() {
        String name = "deleted_" + environment.randomness().text(20, PLACEHOLDER_ALPHABET);
        return new Erasure.Placeholder(new Email(name + "@deleted.invalid"), new Username(name));
    }
}
