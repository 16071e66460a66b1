package dev.messenger.application.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.people.ProfileChange.Clearable;
import dev.messenger.application.people.ProfileChange.Privacy;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.Unauthenticated;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles as their viewers may see them (rules U1 to U6). */
@Tag("U3")
class ProfilesTest {

    private static final String PICTURE = "https://example.com/a.png";
    private static final Privacy AS_IT_IS = Privacy.UNCHANGED;

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @ParameterizedTest
    @CsvSource({
        "EVERYONE, stranger, true",
        "EVERYONE, contact, true",
        "EVERYONE, blocked, false",
        "EVERYONE, blocking, false",
        "CONTACTS, stranger, false",
        "CONTACTS, contact, true",
        "NOBODY, contact, false"
    })
    void theAvatarIsForItsAudience(Audience audience, String relation, boolean shown) {
        change(ann, picture(PICTURE, new Privacy(null, null, audience, null)));
        switch (relation) {
            case "contact" -> world.messenger().people().contacts().add(ann, bob);
            case "blocked" -> world.messenger().people().contacts().block(ann, bob);
            case "blocking" -> world.messenger().people().contacts().block(bob, ann);
            default -> {}
        }

        assertThat(profiles().show(bob, ann).avatarUrl()).isEqualTo(shown ? URI.create(PICTURE) : null);
        assertThat(profiles().own(ann).avatarUrl()).as("for oneself").isEqualTo(URI.create(PICTURE));
    }

    @Test
    @Tag("U1")
    @Tag("U6")
    void settingsAndTheSecondFactorAreForOneselfAlone() {
        world.ports().store().transactions().run(() -> {
            world.ports().store().account().safety().twoFactors().propose(ann, "sealed");
            world.ports().store().account().safety().twoFactors().enable(ann, "sealed", 1, List.of());
        });

        assertThat(profiles().own(ann).privacy()).isEqualTo(PrivacySettings.OPEN);
        assertThat(profiles().own(ann).twoFactorEnabled()).isTrue();
        assertThat(profiles().show(bob, ann).privacy()).isNull();
        assertThat(profiles().show(bob, ann).twoFactorEnabled()).isFalse();
        assertThat(profiles().own(bob).twoFactorEnabled())
                .as("of a user without")
                .isFalse();
    }

    @Test
    void whoIsNotThereIsNotShown() {
        UserId nobody = new UserId(999);

        assertThatThrownBy(() -> profiles().show(ann, nobody)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> profiles().own(nobody)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> change(nobody, bio("Hello"))).isInstanceOf(Unauthenticated.class);
    }

    @Test
    @Tag("U4")
    void whatIsNotNamedStaysAndNullClears() {
        change(ann, bio("Hello"));
        change(ann, picture(PICTURE, AS_IT_IS));
        PersonView both = profiles().own(ann);
        assertThat(both.profile().face().bio()).isEqualTo(new Bio("Hello"));
        assertThat(both.avatarUrl()).isEqualTo(URI.create(PICTURE));

        change(ann, bio(null));
        assertThat(profiles().own(ann).profile().face().bio()).isNull();
        assertThat(profiles().own(ann).avatarUrl()).as("the avatar").isEqualTo(URI.create(PICTURE));
        change(ann, bio("Again"));
        change(ann, bio(""));
        assertThat(profiles().own(ann).profile().face().bio())
                .as("an empty one")
                .isNull();
        change(ann, picture(null, AS_IT_IS));
        assertThat(profiles().own(ann).avatarUrl()).isNull();
    }

    @Test
    @Tag("U1")
    void eachSettingIsChangedByItself() {
        change(
                ann,
                new ProfileChange(
                        null, null, null, null, null, new Privacy(Audience.CONTACTS, null, null, Audience.NOBODY)));
        change(ann, new ProfileChange(null, null, null, null, null, new Privacy(null, Audience.NOBODY, null, null)));

        assertThat(profiles().own(ann).privacy())
                .isEqualTo(new PrivacySettings(Audience.CONTACTS, Audience.NOBODY, Audience.EVERYONE, Audience.NOBODY));
        change(ann, new ProfileChange(null, null, null, null, false, AS_IT_IS));
        assertThat(profiles().own(ann).privacy().privateMessages())
                .as("by the short form")
                .isEqualTo(Audience.NOBODY);
    }

    @Test
    @Tag("U4")
    void aChangeOfNothingChangesNothing() {
        Instant before = profiles().own(ann).profile().updatedAt();
        world.pass(Duration.ofMinutes(1));
        change(ann, new ProfileChange("Dr. ann", "ANN", null, null, true, AS_IT_IS));
        assertThat(profiles().own(ann).profile().updatedAt()).isEqualTo(before);

        change(ann, new ProfileChange("Ann", null, null, null, null, AS_IT_IS));
        assertThat(profiles().own(ann).profile().updatedAt()).isEqualTo(world.now());
        assertThat(profiles().own(ann).profile().face().name().value()).isEqualTo("Ann");
    }

    @Test
    @Tag("U5")
    void aSearchNeedsTwoCharacters() {
        assertThat(profiles().search(ann, " @BO ", 10))
                .extracting(view -> view.profile().id())
                .containsExactly(bob);
        assertThat(profiles().search(ann, "b", 10)).isEmpty();
        assertThat(profiles().search(ann, "@b", 10)).isEmpty();
        assertThat(profiles().search(ann, "bo", 0)).isEmpty();
        assertThat(profiles().search(ann, "b".repeat(255), 10)).isEmpty();
        assertThatThrownBy(() -> profiles().search(ann, "b".repeat(257), 10)).isInstanceOf(InvalidValue.class);
    }

    private Profiles profiles() {
        return world.messenger().people().profiles();
    }

    private void change(UserId caller, ProfileChange change) {
        profiles().change(caller, change);
    }

    private static ProfileChange bio(@Nullable String text) {
        return new ProfileChange(null, null, new Clearable(text), null, null, AS_IT_IS);
    }

    private static ProfileChange picture(@Nullable String url, Privacy privacy) {
        return new ProfileChange(null, null, null, new Clearable(url), null, privacy);
    }
}
