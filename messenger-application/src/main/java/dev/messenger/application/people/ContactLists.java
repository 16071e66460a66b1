package dev.messenger.application.people;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.Blocks;
import dev.messenger.application.people.port.Contacts;
import dev.messenger.application.people.port.People;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom one knows, and whom one does not want to know (rules U7, U8). */
public final class ContactLists {

    private final Stores stores;
    private final PersonViews views;
    private final InstantSource clock;

    public ContactLists(Stores stores, Avatars avatars, InstantSource clock, Settings settings) {
        this.stores = stores;
        this.views = new PersonViews(avatars, settings);
        this.clock = clock;
    }

    /** What is kept. */
    public record Stores(
            People people,
            Relationships relationships,
            Contacts contacts,
            Blocks blocks,
            Accounts accounts,
            Outbox outbox,
            Transactions transactions) {}

    /** The caller's contacts in order of id, from the one behind {@code after} on. */
    public List<PersonView> contacts(UserId caller, @Nullable UserId after, int limit) {
        return views.of(stores.people().contactsOf(caller, after, limit));
    }

    /** Whom the caller blocked, in order of id, from the one behind {@code after} on. */
    public List<PersonView> blocked(UserId caller, @Nullable UserId after, int limit) {
        return views.of(stores.people().blockedBy(caller, after, limit));
    }

    /**
     * Puts someone on the caller's list.
     *
     * @throws RuleViolation {@code oneself} for the caller
     * @throws NotFound {@code user_not_found} when there is nobody
     * @throws Forbidden {@code blocked} when either blocked the other
     */
    public void add(UserId caller, UserId target) {
        refuseOneself(caller, target);
        stores.transactions().run(() -> {
            takeTurn(caller);
            requirePresent(target);
            if (!mayKeep(caller, target)) {
                throw new Forbidden("blocked", "One of you blocked the other: no contact can be added.");
            }
            keep(caller, target);
        });
    }

    /**
     * Puts whoever has the email on the caller's list. It tells nothing about blocks.
     *
     * @throws InvalidValue when it is no address
     * @throws RuleViolation {@code oneself} for the caller's own
     * @throws NotFound {@code user_not_found} when nobody has it, or either blocked the other
     */
    public void addByEmail(UserId caller, String email) {
        Email address = new Email(email);
        stores.transactions().run(() -> {
            takeTurn(caller);
            UserId target = idOf(address).orElseThrow(ContactLists::nobody);
            refuseOneself(caller, target);
            if (!mayKeep(caller, target)) {
                throw nobody();
            }
            keep(caller, target);
        });
    }

    /** Takes someone off the caller's list; who is not on it stays off. */
    public void remove(UserId caller, UserId target) {
        stores.transactions().run(() -> {
            tellIfAvatarIsForContacts(caller, target);
            stores.contacts().remove(caller, target);
            stores.outbox().append(new Event.PrivacyChanged(caller, target));
        });
    }

    /**
     * Blocks someone, and takes them off the caller's list.
     *
     * @throws RuleViolation {@code oneself} for the caller
     * @throws NotFound {@code user_not_found} when there is nobody
     */
    public void block(UserId caller, UserId target) {
        refuseOneself(caller, target);
        stores.transactions().run(() -> {
            takeTurn(caller);
            requirePresent(target);
            tellOfBlock(caller, target);
            stores.blocks().add(caller, target, clock.instant());
            stores.contacts().remove(caller, target);
        });
    }

    /** Ends a block; none is none. */
    public void unblock(UserId caller, UserId target) {
        stores.transactions().run(() -> {
            tellOfBlock(caller, target);
            stores.blocks().remove(caller, target);
        });
    }

    private void keep(UserId caller, UserId target) {
        tellIfAvatarIsForContacts(caller, target);
        stores.contacts().add(caller, target, clock.instant());
        stores.outbox().append(new Event.PrivacyChanged(caller, target));
    }

    /** Contacts may see more. Where they do not, nobody learns whether they are one. */
    private void tellIfAvatarIsForContacts(UserId owner, UserId viewer) {
        if (avatarIsFor(owner, Set.of(Audience.CONTACTS))) {
            stores.outbox().append(new Event.PersonChanged(owner, viewer));
        }
    }

    /** Neither sees the other's avatar while there is a block. Where there is none to see, the other side does not learn of the block. */
    private void tellOfBlock(UserId blocker, UserId blocked) {
        if (avatarIsFor(blocker, Set.of(Audience.CONTACTS, Audience.EVERYONE))) {
            stores.outbox().append(new Event.PersonChanged(blocker, blocked));
        }
        stores.outbox().append(new Event.PersonChanged(blocked, blocker));
        stores.outbox().append(new Event.PrivacyChanged(blocker, blocked));
    }

    /** The profile is held, so that a change of it at the same time comes before or after. */
    private boolean avatarIsFor(UserId owner, Set<Audience> audiences) {
        return stores.people()
                .hold(owner)
                .filter(profile -> profile.face().avatar() != null)
                .filter(profile -> audiences.contains(profile.privacy().avatar()))
                .isPresent();
    }

    /** Of one user's doings one comes after the other, so that nobody is blocked and put on the list at once. */
    private void takeTurn(UserId caller) {
        if (stores.people().hold(caller).isEmpty()) {
            throw new Unauthenticated("invalid_token", "The account of this token is gone.");
        }
    }

    private Optional<UserId> idOf(Email email) {
        return stores.accounts()
                .findByEmail(email)
                .map(Account::id)
                .filter(found -> !stores.accounts().active(List.of(found)).isEmpty());
    }

    private void requirePresent(UserId target) {
        if (stores.accounts().active(List.of(target)).isEmpty()) {
            throw nobody();
        }
    }

    private boolean mayKeep(UserId caller, UserId target) {
        Optional<Acquaintance> acquaintance = stores.relationships().of(caller, target);
        return acquaintance
                .filter(known -> known.may(PrivacyRight.KEEP_AS_CONTACT))
                .isPresent();
    }

    private static void refuseOneself(UserId caller, UserId target) {
        if (caller.equals(target)) {
            throw new RuleViolation("oneself", "This is you: it needs someone else.");
        }
    }

    private static NotFound nobody() {
        return new NotFound("user_not_found", "There is no such user.");
    }
}
