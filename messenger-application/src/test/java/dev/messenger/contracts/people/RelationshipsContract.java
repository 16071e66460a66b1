package dev.messenger.contracts.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.people.Relationship;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Relationships between users: contacts and blocks (rules U2, U7, U8). */
@Tag("U2")
@PortContract(Relationships.class)
public interface RelationshipsContract extends StoreContract {

    /** An id without an account. */
    UserId NOBODY = new UserId((1L << 53) - 1);

    @Test
    default void strangersAreStrangers() {
        UserId viewer = user();
        UserId target = user();

        assertThat(people().relationships().of(viewer, Set.of())).isEmpty();
        assertThat(people().relationships().of(viewer, NOBODY)).isEmpty();
        assertThat(people().relationships().of(viewer, target))
                .contains(new Acquaintance(Relationship.STRANGER, PrivacySettings.OPEN));
        assertThat(relationship(viewer, viewer)).isEqualTo(Relationship.SELF);
    }

    @Test
    default void whoWasNeverActiveIsNobody() {
        UserId inactive = inTransaction(() -> store().account().accounts().add(newAccount()));

        assertThat(people().relationships().of(user(), inactive)).isEmpty();
    }

    @Test
    default void theContactListOfTheTargetDecides() {
        UserId viewer = user();
        UserId target = user();
        addContact(target, viewer);
        addContact(target, viewer);

        assertThat(relationship(viewer, target)).isEqualTo(Relationship.CONTACT);
        assertThat(relationship(target, viewer)).as("contacts are one-sided").isEqualTo(Relationship.STRANGER);

        removeContact(target, viewer);
        removeContact(target, viewer);
        assertThat(relationship(viewer, target)).isEqualTo(Relationship.STRANGER);
    }

    @Test
    @Tag("U8")
    default void aBlockIsSeenFromBothSides() {
        UserId blocker = user();
        UserId blocked = user();
        addContact(blocker, blocked);
        block(blocker, blocked);
        block(blocker, blocked);

        assertThat(relationship(blocked, blocker)).isEqualTo(Relationship.BLOCKED);
        assertThat(relationship(blocker, blocked)).isEqualTo(Relationship.BLOCKING);

        unblock(blocker, blocked);
        unblock(blocker, blocked);
        assertThat(relationship(blocked, blocker)).as("unblocking restores").isEqualTo(Relationship.CONTACT);
    }

    @Test
    default void tellsOfManyAtOnce() {
        UserId viewer = user();
        UserId contact = user();
        UserId blocker = user();
        addContact(contact, viewer);
        block(blocker, viewer);

        assertThat(people().relationships().of(viewer, List.of(viewer, contact, blocker, contact, NOBODY)))
                .containsOnlyKeys(viewer, contact, blocker)
                .hasEntrySatisfying(
                        contact, found -> assertThat(found.relationship()).isEqualTo(Relationship.CONTACT))
                .hasEntrySatisfying(
                        blocker, found -> assertThat(found.relationship()).isEqualTo(Relationship.BLOCKED));
    }

    @Test
    default void aRollbackLeavesThingsAsTheyWere() {
        UserId one = user();
        UserId other = user();
        rolledBack(() -> {
            people().contacts().add(one, other, NOW);
            people().blocks().add(one, other, NOW);
        });

        assertThat(relationship(other, one)).isEqualTo(Relationship.STRANGER);
    }

    private Relationship relationship(UserId viewer, UserId target) {
        return people().relationships().of(viewer, target).orElseThrow().relationship();
    }

    private void addContact(UserId owner, UserId contact) {
        store().transactions().run(() -> people().contacts().add(owner, contact, NOW));
    }

    private void removeContact(UserId owner, UserId contact) {
        store().transactions().run(() -> people().contacts().remove(owner, contact));
    }

    private void block(UserId blocker, UserId blocked) {
        store().transactions().run(() -> people().blocks().add(blocker, blocked, NOW));
    }

    private void unblock(UserId blocker, UserId blocked) {
        store().transactions().run(() -> people().blocks().remove(blocker, blocked));
    }

    private PeoplePorts people() {
        return store().people();
    }
}
