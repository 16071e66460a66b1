package dev.messenger.contracts.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.Erasure;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.people.port.People;
import dev.messenger.application.people.port.People.KnownPerson;
import dev.messenger.application.people.port.Profile;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.people.Relationship;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users and their profiles (rules U1, U4). */
@Tag("U4")
@PortContract(People.class)
public interface PeopleContract extends StoreContract {

    @Test
    default void knowsNobodyWhoIsNotThere() {
        UserId viewer = user();
        UserId inactive = inTransaction(() -> store().account().accounts().add(newAccount()));
        UserId deleted = deletedUser();

        assertThat(people().find(viewer, RelationshipsContract.NOBODY))
                .as("an id that nobody has")
                .isEmpty();
        assertThat(people().find(viewer, inactive))
                .as("an account that never became active")
                .isEmpty();
        assertThat(people().find(viewer, deleted)).as("a deleted account").isEmpty();
        assertThat(lock(deleted)).as("the profile of a deleted account").isEmpty();
    }

    @Test
    default void showsAProfileAsItWasMade() {
        NewAccount account = newAccount();
        UserId user = active(account);

        assertThat(people().find(user, user))
                .contains(new KnownPerson(
                        new Profile(
                                user,
                                account.email(),
                                true,
                                false,
                                new Profile.Face(account.name(), account.username(), null, null),
                                PrivacySettings.OPEN,
                                NOW,
                                NOW),
                        new Acquaintance(Relationship.SELF, PrivacySettings.OPEN)));
    }

    @Test
    @Tag("U11")
    default void findsManyAtOnceWithoutThoseWhoAreNotThere() {
        UserId viewer = user();
        UserId one = user();
        UserId other = user();

        assertThat(people().find(viewer, List.of(other, one, deletedUser(), RelationshipsContract.NOBODY))
                        .keySet())
                .containsExactlyInAnyOrder(one, other);
        assertThat(people().find(viewer, List.of())).isEmpty();
    }

    @Test
    @Tag("U11")
    default void findsByUsername() {
        NewAccount account = newAccount();
        UserId user = active(account);
        NewAccount unverified = newAccount();
        inTransaction(() -> store().account().accounts().add(unverified));

        assertThat(people().find(user, account.username())
                        .map(found -> found.profile().id()))
                .contains(user);
        assertThat(people().find(user, new Username("nobody_has_this_name"))).isEmpty();
        assertThat(people().find(user, unverified.username()))
                .as("an account that never became active")
                .isEmpty();
    }

    @Test
    @Tag("U2")
    default void showsHowTheViewerStands() {
        UserId viewer = user();
        UserId friend = user();
        UserId blocker = user();
        store().transactions().run(() -> {
            store().people().contacts().add(friend, viewer, NOW);
            store().people().blocks().add(blocker, viewer, NOW);
        });

        assertThat(relationship(viewer, friend)).isEqualTo(Relationship.CONTACT);
        assertThat(relationship(viewer, blocker)).isEqualTo(Relationship.BLOCKED);
        assertThat(relationship(blocker, viewer)).isEqualTo(Relationship.BLOCKING);
        assertThat(relationship(friend, blocker)).isEqualTo(Relationship.STRANGER);
    }

    @Test
    default void keepsWhatWasSaved() {
        UserId user = user();
        Profile changed = profile(user)
                .with(
                        new Profile.Face(
                                new DisplayName("Шарлотта 🦊"),
                                new Username(Unique.name("n")),
                                new Bio("Line one\nשורה שתיים"),
                                new Avatar.Outside(URI.create("https://example.com/a.png"))),
                        new PrivacySettings(Audience.NOBODY, Audience.CONTACTS, Audience.EVERYONE, Audience.NOBODY),
                        NOW.plusSeconds(5));
        save(changed);

        assertThat(profile(user)).isEqualTo(changed);
    }

    @Test
    default void savingNothingClearsBioAndAvatar() {
        UserId user = user();
        Profile before = profile(user);
        save(withFace(
                before,
                before.face().username(),
                new Bio("Here"),
                new Avatar.Outside(URI.create("https://example.com/a.png"))));
        save(withFace(before, before.face().username(), null, null));

        assertThat(profile(user).face()).isEqualTo(before.face());
    }

    @Test
    default void savingOneProfileLeavesTheOthers() {
        UserId user = user();
        UserId other = user();
        Profile before = profile(other);
        save(withFace(profile(user), new Username(Unique.name("n")), new Bio("Mine"), null));

        assertThat(profile(other)).isEqualTo(before);
    }

    @Test
    default void aUsernameBelongsToOneAtATime() {
        UserId user = user();
        UserId other = user();
        Profile before = profile(user);
        Username taken = profile(other).face().username();

        assertThatThrownBy(() -> save(withFace(before, taken, new Bio("New"), null)))
                .as("saving the username of another")
                .isInstanceOf(UsernameTaken.class);
        assertThat(profile(user)).as("a refused change changes nothing").isEqualTo(before);
    }

    @Test
    default void aUsernameThatWasGivenUpIsFree() {
        UserId user = user();
        UserId other = user();
        Username old = profile(user).face().username();
        save(withFace(profile(user), new Username(Unique.name("n")), null, null));
        save(withFace(profile(other), old, null, null));

        assertThat(profile(other).face().username()).isEqualTo(old);
    }

    @Test
    default void ofManyWithOneUsernameAtOnceOneGetsIt() {
        Username wanted = new Username(Unique.name("n"));
        List<Profile> profiles = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            profiles.add(profile(user()));
        }
        List<Together.Outcome<Boolean>> outcomes = Together.run(8, number -> {
            save(withFace(profiles.get(number), wanted, null, null));
            return true;
        });

        Together.requireOneWinner("one username", outcomes, UsernameTaken.class);
    }

    @Test
    default void whoHoldsAProfileIsNotOverwritten() {
        UserId user = user();
        save(withFace(profile(user), profile(user).face().username(), new Bio(""), null));
        Together.succeed(8, number -> {
            store().transactions().run(() -> {
                Profile locked = people().lock(user).orElseThrow();
                String bio = locked.face().bio().value();
                people().save(withFace(locked, locked.face().username(), new Bio(bio + number), null));
            });
            return number;
        });

        assertThat(profile(user).face().bio().value())
                .as("8 at once each add a character to the locked profile")
                .hasSize(8);
    }

    @Test
    default void aRollbackLeavesTheProfileAsItWas() {
        UserId user = user();
        Profile before = profile(user);
        Username wanted = new Username(Unique.name("n"));
        rolledBack(() -> people().save(withFace(before, wanted, new Bio("Never"), null)));

        assertThat(profile(user)).isEqualTo(before);
        save(withFace(profile(user()), wanted, null, null));
    }

    @Test
    @Tag("U7")
    default void contactsComeInOrderOfIdPageByPage() {
        UserId owner = user();
        List<UserId> contacts = List.of(user(), user(), user(), user(), user());
        contacts.reversed()
                .forEach(contact -> store().transactions()
                        .run(() -> store().people().contacts().add(owner, contact, NOW)));

        assertThat(ids(people().contactsOf(owner, null, 2))).containsExactlyElementsOf(contacts.subList(0, 2));
        assertThat(ids(people().contactsOf(owner, contacts.get(1), 2)))
                .as("behind the last one got")
                .containsExactlyElementsOf(contacts.subList(2, 4));
        assertThat(ids(people().contactsOf(owner, contacts.get(3), 2))).containsExactly(contacts.get(4));
        assertThat(people().contactsOf(owner, contacts.get(4), 2))
                .as("behind the end")
                .isEmpty();
    }

    @Test
    @Tag("U8")
    default void theBlockedComeInOrderOfIdPageByPage() {
        UserId blocker = user();
        List<UserId> blocked = List.of(user(), user(), user());
        blocked.reversed()
                .forEach(target -> store().transactions()
                        .run(() -> store().people().blocks().add(blocker, target, NOW)));

        assertThat(ids(people().blockedBy(blocker, null, 2))).containsExactlyElementsOf(blocked.subList(0, 2));
        assertThat(ids(people().blockedBy(blocker, blocked.get(1), 2))).containsExactly(blocked.get(2));
        assertThat(people().blockedBy(blocker, blocked.get(2), 2)).isEmpty();
    }

    private UserId deletedUser() {
        UserId user = user();
        String name = Unique.name("d");
        store().transactions()
                .run(() -> store().account()
                        .erasure()
                        .erase(
                                user,
                                new Erasure.Placeholder(new Email(name + "@example.com"), new Username(name)),
                                NOW));
        return user;
    }

    private UserId active(NewAccount account) {
        return inTransaction(() -> {
            UserId user = store().account().accounts().add(account);
            store().account().accounts().verifyEmail(user, NOW);
            return user;
        });
    }

    private static Profile withFace(Profile profile, Username username, @Nullable Bio bio, @Nullable Avatar avatar) {
        return profile.with(
                new Profile.Face(profile.face().name(), username, bio, avatar), profile.privacy(), profile.updatedAt());
    }

    private Profile profile(UserId user) {
        return people().find(user, user).orElseThrow().profile();
    }

    private Optional<Profile> lock(UserId user) {
        return inTransaction(() -> people().lock(user));
    }

    private void save(Profile profile) {
        store().transactions().run(() -> people().save(profile));
    }

    private Relationship relationship(UserId viewer, UserId target) {
        return people().find(viewer, target).orElseThrow().acquaintance().relationship();
    }

    private static List<UserId> ids(List<KnownPerson> people) {
        return people.stream().map(known -> known.profile().id()).toList();
    }

    private People people() {
        return store().people().profiles();
    }
}
