package dev.messenger.application.people;

import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.People.KnownPerson;
import dev.messenger.application.people.port.Profile;
import dev.messenger.application.shared.Settings;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.people.Relationship;
import java.util.List;

/** Decides what a viewer may see of a profile; the one place that does (rules U3, U6). */
final class PersonViews {

    private final Avatars avatars;
    private final Settings settings;

    PersonViews(Avatars avatars, Settings settings) {
        this.avatars = avatars;
        this.settings = settings;
    }

    PersonView of(KnownPerson person) {
        Profile profile = person.profile();
        boolean own = person.acquaintance().relationship() == Relationship.SELF;
        boolean avatarShown = person.acquaintance().may(PrivacyRight.SEE_AVATAR);
        return new PersonView(
                profile,
                own || settings.accounts().exposeEmails() ? profile.email() : null,
                avatarShown ? avatars.urlOrNull(profile.face().avatar()) : null,
                own && profile.twoFactorEnabled(),
                own ? profile.privacy() : null);
    }

    List<PersonView> of(List<KnownPerson> people) {
        return people.stream().map(this::of).toList();
    }
}
