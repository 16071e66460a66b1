package dev.messenger.contracts.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.people.port.Contacts;
import dev.messenger.application.people.port.People.KnownPerson;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contacts of users (rule U7). */
@Tag("U7")
@PortContract(Contacts.class)
public interface ContactsContract extends StoreContract {

    @Test
    default void aListIsEmptyAtFirst() {
        assertThat(listOf(user())).isEmpty();
    }

    @Test
    default void aContactIsOneSided() {
        UserId owner = user();
        UserId contact = user();
        add(owner, contact);

        assertThat(listOf(owner)).as("the contacts of the owner").containsExactly(contact);
        assertThat(listOf(contact)).as("the contacts of the contact").isEmpty();
    }

    @Test
    default void addingTwiceAddsOnce() {
        UserId owner = user();
        UserId contact = user();
        add(owner, contact);
        add(owner, contact);

        assertThat(listOf(owner)).containsExactly(contact);
    }

    @Test
    default void removingTakesThatOneOff() {
        UserId owner = user();
        UserId contact = user();
        UserId other = user();
        add(owner, contact);
        add(owner, other);
        remove(owner, contact);

        assertThat(listOf(owner)).containsExactly(other);
    }

    @Test
    default void removingWhoIsNotThereDoesNothing() {
        UserId one = user();
        UserId other = user();
        add(other, one);
        remove(one, other);
        remove(one, other);

        assertThat(listOf(one)).isEmpty();
        assertThat(listOf(other)).as("the other direction").containsExactly(one);
    }

    @Test
    default void theSameContactAddedByManyAtOnceIsOne() {
        UserId owner = user();
        UserId contact = user();
        Together.succeed(8, number -> {
            add(owner, contact);
            return number;
        });

        assertThat(listOf(owner)).as("added 8 times at once").containsExactly(contact);
    }

    @Test
    default void aRollbackAddsAndRemovesNobody() {
        UserId owner = user();
        UserId contact = user();
        UserId other = user();
        add(owner, contact);
        rolledBack(() -> {
            contacts().add(owner, other, NOW);
            contacts().remove(owner, contact);
        });

        assertThat(listOf(owner)).containsExactly(contact);
    }

    @Test
    @Tag("U9")
    default void countsTheOthersOfAList() {
        UserId owner = user();
        UserId contact = user();
        assertThat(contacts().countBesides(owner, contact))
                .as("of an empty list")
                .isZero();
        add(owner, contact);
        add(owner, user());
        add(contact, owner);

        assertThat(contacts().countBesides(owner, contact)).as("who is on it").isEqualTo(1);
        assertThat(contacts().countBesides(owner, user())).as("who is not").isEqualTo(2);
    }

    @Test
    @Tag("U9")
    default void underTheLockOfTheProfileOfManyAtOnceOneTakesTheLastPlace() {
        UserId owner = user();
        List<UserId> others = List.of(user(), user(), user(), user(), user(), user(), user(), user());
        List<Boolean> added = Together.succeed(
                8,
                number -> inTransaction(() -> {
                    store().people().profiles().lock(owner);
                    boolean free = contacts().countBesides(owner, others.get(number)) < 1;
                    if (free) {
                        contacts().add(owner, others.get(number), NOW);
                    }
                    return free;
                }));

        assertThat(added).as("8 at once for the last place").containsOnlyOnce(true);
    }

    private void add(UserId owner, UserId contact) {
        store().transactions().run(() -> contacts().add(owner, contact, NOW));
    }

    private void remove(UserId owner, UserId contact) {
        store().transactions().run(() -> contacts().remove(owner, contact));
    }

    private List<UserId> listOf(UserId owner) {
        return store().people().profiles().contactsOf(owner, null, 200).stream()
                .map(KnownPerson::profile)
                .map(profile -> profile.id())
                .toList();
    }

    private Contacts contacts() {
        return store().people().contacts();
    }
}
