package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.Erasure;
import dev.messenger.application.account.port.ExternalUser;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.people.port.People.KnownPerson;
import dev.messenger.application.people.port.Profile;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.search.SearchTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users of an embedding program (rules E1, E2). */
@Tag("E1")
@PortContract(ExternalUsers.class)
public interface ExternalUsersContract extends StoreContract {

    /** Later than every other instant of these tests. */
    Instant LATER = NOW.plus(Duration.ofDays(1));

    @Test
    default void aUserIsThereForOthersAndHasNoAccount() {
        ExternalUser carla = external("Carla");
        UserId user = put(carla, NOW);

        assertThat(users().find(carla.id())).contains(user);
        assertThat(store().account().accounts().active(List.of(user))).containsExactly(user);
        assertThat(store().account().accounts().find(user))
                .as("an account to sign in with")
                .isEmpty();
        Profile profile = profileOf(user);
        assertThat(profile.face().name()).isEqualTo(carla.name());
        assertThat(profile.face().username()).isEqualTo(carla.username());
        assertThat(profile.email()).isNull();
        assertThat(profile.emailVerified()).isFalse();
        assertThat(profile.createdAt()).isEqualTo(NOW);
        assertThat(store().people()
                        .profiles()
                        .search(user(), SearchTerms.of(carla.username().value()).orElseThrow(), null, 5))
                .extracting(found -> found.profile().id())
                .containsExactly(user);
    }

    @Test
    default void theSameExternalIdIsTheSameUser() {
        ExternalUser carla = external("Carla");
        UserId user = put(carla, NOW);

        assertThat(put(carla, LATER)).isEqualTo(user);
        assertThat(profileOf(user).updatedAt()).as("nothing changed").isEqualTo(NOW);
    }

    @Test
    default void isFoundExactlyUnderTheNamesOfNow() {
        ExternalUser carla = external("Carla");
        ExternalUser renamed = new ExternalUser(carla.id(), carla.username(), new DisplayName("Carla Miller"));
        ExternalUser moved = new ExternalUser(carla.id(), new Username(Unique.name("u")), carla.name());
        assertThat(users().findExactly(carla)).isEmpty();

        UserId user = put(carla, NOW);
        assertThat(users().findExactly(carla)).contains(user);
        assertThat(users().findExactly(renamed)).isEmpty();
        assertThat(users().findExactly(moved)).isEmpty();
        put(renamed, LATER);
        assertThat(users().findExactly(renamed)).contains(user);
        assertThat(users().findExactly(carla)).isEmpty();
    }

    @Test
    default void namesFollow() {
        ExternalUser carla = external("Carla");
        UserId user = put(carla, NOW);
        ExternalUser renamed =
                new ExternalUser(carla.id(), new Username(Unique.name("u")), new DisplayName("Carla Miller"));

        assertThat(put(renamed, LATER)).isEqualTo(user);
        Profile profile = profileOf(user);
        assertThat(profile.face().name()).isEqualTo(renamed.name());
        assertThat(profile.face().username()).isEqualTo(renamed.username());
        assertThat(profile.createdAt()).isEqualTo(NOW);
        assertThat(profile.updatedAt()).isEqualTo(LATER);
        ExternalUser next = new ExternalUser(newId(), carla.username(), carla.name());
        assertThat(put(next, LATER)).as("the old username is free").isNotEqualTo(user);
    }

    @Test
    default void aUsernameBelongsToOneUser() {
        ExternalUser carla = external("Carla");
        UserId user = put(carla, NOW);
        ExternalUser twin = new ExternalUser(newId(), carla.username(), new DisplayName("Another Carla"));
        ExternalUser pete = external("Pete");
        put(pete, NOW);

        assertThatThrownBy(() -> put(twin, NOW)).isInstanceOf(UsernameTaken.class);
        assertThat(users().find(twin.id())).isEmpty();
        assertThatThrownBy(() -> put(new ExternalUser(pete.id(), carla.username(), pete.name()), NOW))
                .isInstanceOf(UsernameTaken.class);
        assertThatThrownBy(() -> inTransaction(() -> store().account()
                        .accounts()
                        .add(newAccount(carla.username().value(), Unique.name("u") + "@example.com", NOW))))
                .isInstanceOf(UsernameTaken.class);
        assertThat(profileOf(user).face().name()).isEqualTo(carla.name());
    }

    @Test
    default void externalIdsAreComparedAsTheyAre() {
        String id = Unique.name("id");
        UserId lower = put(new ExternalUser(new ExternalId(id), username(), name("Lower")), NOW);
        UserId upper =
                put(new ExternalUser(new ExternalId(id.toUpperCase(Locale.ROOT)), username(), name("Upper")), NOW);
        UserId spaced = put(new ExternalUser(new ExternalId(" " + id), username(), name("Spaced")), NOW);

        assertThat(List.of(lower, upper, spaced)).doesNotHaveDuplicates();
    }

    @Test
    default void manyAtTheSameInstantAreOne() {
        ExternalUser carla = external("Carla");

        assertThat(Together.succeed(8, number -> put(carla, NOW))).containsOnly(put(carla, NOW));
    }

    @Test
    default void aRollbackLeavesNobody() {
        ExternalUser carla = external("Carla");
        rolledBack(() -> users().put(carla, NOW));

        assertThat(users().find(carla.id())).isEmpty();
        UserId user = put(carla, NOW);
        rolledBack(() -> users().put(new ExternalUser(carla.id(), username(), name("Another")), LATER));
        assertThat(profileOf(user).face().username()).isEqualTo(carla.username());
    }

    @Test
    default void tellsTheExternalIdsOfManyAtOnce() {
        ExternalUser carla = external("Carla");
        ExternalUser pete = external("Pete");
        UserId carlaId = put(carla, NOW);
        UserId peteId = put(pete, NOW);

        assertThat(users().externalIds(List.of(carlaId, user(), peteId, carlaId)))
                .isEqualTo(Map.of(carlaId, carla.id(), peteId, pete.id()));
        assertThat(users().externalIds(List.of())).isEmpty();
    }

    @Test
    @Tag("E2")
    default void whoIsErasedFreesTheExternalId() {
        ExternalUser carla = external("Carla");
        UserId user = put(carla, NOW);
        String name = Unique.name("deleted");
        store().transactions()
                .run(() -> store().account()
                        .erasure()
                        .erase(
                                user,
                                new Erasure.Placeholder(new Email(name + "@deleted.invalid"), new Username(name)),
                                LATER));

        assertThat(users().find(carla.id())).isEmpty();
        assertThat(users().externalIds(List.of(user))).isEmpty();
        assertThat(store().account().accounts().active(List.of(user))).isEmpty();
        assertThat(put(carla, LATER)).as("somebody else").isNotEqualTo(user);
    }

    private UserId put(ExternalUser user, Instant at) {
        return inTransaction(() -> users().put(user, at));
    }

    private ExternalUsers users() {
        return store().account().externalUsers();
    }

    private Profile profileOf(UserId user) {
        return store().people()
                .profiles()
                .find(user, user)
                .map(KnownPerson::profile)
                .orElseThrow();
    }

    private static ExternalUser external(String name) {
        return new ExternalUser(newId(), username(), name(name));
    }

    private static ExternalId newId() {
        return new ExternalId(Unique.name("id"));
    }

    private static Username username() {
        return new Username(Unique.name("u"));
    }

    private static DisplayName name(String name) {
        return new DisplayName(name);
    }
}
