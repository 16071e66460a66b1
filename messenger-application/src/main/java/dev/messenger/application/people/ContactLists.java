package dev.messenger.application.people;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
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

/** Contacts and blocks (rules U7 to U9). */
public final class ContactLists {

    private final PeoplePorts ports;
    private final Accounts accounts;
    private final PersonViews views;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;
    private final int max;

    ContactLists(PeoplePorts ports, Accounts accounts, Avatars avatars, Environment environment) {
        this.ports = ports;
        this.accounts = accounts;
        this.views = new PersonViews(avatars, environment.settings());
        this.outbox = environment.outbox();
        this.transactions = environment.transactions();
        this.clock = environment.clock();
        this.max = environment.settings().caps().contacts();
    }

    /** The caller's contacts in order of id, those behind {@code after}. */
    public List<PersonView> contacts(UserId caller, @Nullable UserId after, int limit) {
        return views.of(ports.profiles().contactsOf(caller, after, limit));
    }

    /** The users whom the caller blocked, in order of id, those behind {@code after}. */
    public List<PersonView> blocked(UserId caller, @Nullable UserId after, int limit) {
        return views.of(ports.profiles().blockedBy(caller, after, limit));
    }

    /**
     * Adds a contact.
     *
     * @throws RuleViolation {@code oneself} for the caller
     * @throws NotFound {@code user_not_found} when there is no such user
     * @throws Forbidden {@code blocked} when one of the two blocks the other
     * @throws RuleViolation {@code too_many_contacts} when the caller has as many as one may (rule U9)
     */
    public void add(UserId caller, UserId target) {
        refuseOneself(caller, target);
        transactions.run(() -> {
            lock(caller);
            requirePresent(target);
            if (!mayAdd(caller, target)) {
                throw new Forbidden("blocked", "One of you blocked the other: no contact can be added.");
            }
            addContact(caller, target);
        });
    }

    /**
     * Adds the owner of an email as a contact. The answer does not reveal blocks.
     *
     * @throws InvalidValue when {@code email} is not an address
     * @throws RuleViolation {@code oneself} for the caller's own
     * @throws NotFound {@code user_not_found} when nobody has it, or one of the two blocks the other
     * @throws RuleViolation {@code too_many_contacts} when the caller has as many as one may (rule U9)
     */
    public void addByEmail(UserId caller, String email) {
        Email address = new Email(email);
        transactions.run(() -> {
            lock(caller);
            UserId target = idOf(address).orElseThrow(ContactLists::nobody);
            refuseOneself(caller, target);
            if (!mayAdd(caller, target)) {
                throw nobody();
            }
            addContact(caller, target);
        });
    }

    /** Removes a contact; does nothing for a user who is not a contact. */
    public void remove(UserId caller, UserId target) {
        transactions.run(() -> {
            publishIfAvatarIsForContacts(caller, target);
            ports.contacts().remove(caller, target);
            outbox.append(new Event.PrivacyChanged(caller, target));
        });
    }

    /**
     * Blocks a user, and removes them from the caller's contacts.
     *
     * @throws RuleViolation {@code oneself} for the caller, {@code too_many_blocked} when they block as many as one may (rule U9)
     * @throws NotFound {@code user_not_found} when there is no such user
     */
    public void block(UserId caller, UserId target) {
        refuseOneself(caller, target);
        transactions.run(() -> {
            lock(caller);
            requirePresent(target);
            if (ports.blocks().countBesides(caller, target) >= max) {
                throw new RuleViolation(
                        "too_many_blocked",
                        "You block %d users, the most there may be. Unblock one first.".formatted(max));
            }
            publishBlock(caller, target);
            ports.blocks().add(caller, target, clock.instant());
            ports.contacts().remove(caller, target);
        });
    }

    /** Ends a block; does nothing when there is none. */
    public void unblock(UserId caller, UserId target) {
        transactions.run(() -> {
            publishBlock(caller, target);
            ports.blocks().remove(caller, target);
        });
    }

    private void addContact(UserId caller, UserId target) {
        if (ports.contacts().countBesides(caller, target) >= max) {
            throw new RuleViolation(
                    "too_many_contacts",
                    "You have %d contacts, the most there may be. Remove one first.".formatted(max));
        }
        publishIfAvatarIsForContacts(caller, target);
        ports.contacts().add(caller, target, clock.instant());
        outbox.append(new Event.PrivacyChanged(caller, target));
    }

    /** A contact may see more. Where they do not, no event reveals the contact. */
    private void publishIfAvatarIsForContacts(UserId owner, UserId viewer) {
        if (avatarIsFor(owner, Set.of(Audience.CONTACTS))) {
            outbox.append(new Event.PersonChanged(owner, viewer));
        }
    }

    /** A block hides the avatars of both. Where there is no avatar to hide, no event reveals the block to the other side. */
    private void publishBlock(UserId blocker, UserId blocked) {
        if (avatarIsFor(blocker, Set.of(Audience.CONTACTS, Audience.EVERYONE))) {
            outbox.append(new Event.PersonChanged(blocker, blocked));
        }
        outbox.append(new Event.PersonChanged(blocked, blocker));
        outbox.append(new Event.PrivacyChanged(blocker, blocked));
    }

    /** Locks the profile, so that a concurrent change of it comes before or after. */
    private boolean avatarIsFor(UserId owner, Set<Audience> audiences) {
        return ports.profiles()
                .lock(owner)
                .filter(profile -> profile.face().avatar() != null)
                .filter(profile -> audiences.contains(profile.privacy().avatar()))
                .isPresent();
    }

    /** Serializes the actions of one user, so that nobody is blocked and added as a contact at once. */
    private void lock(UserId caller) {
        if (ports.profiles().lock(caller).isEmpty()) {
            throw Unauthenticated.accountGone();
        }
    }

    private Optional<UserId> idOf(Email email) {
        return accounts.findByEmail(email)
                .map(Account::id)
                .filter(found -> !accounts.active(List.of(found)).isEmpty());
    }

    private void requirePresent(UserId target) {
        if (accounts.active(List.of(target)).isEmpty()) {
            throw nobody();
        }
    }

    private boolean mayAdd(UserId caller, UserId target) {
        return ports.relationships().may(caller, target, PrivacyRight.KEEP_AS_CONTACT);
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
