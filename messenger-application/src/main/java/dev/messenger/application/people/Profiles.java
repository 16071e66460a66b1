package dev.messenger.application.people;

import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.People;
import dev.messenger.application.people.port.People.KnownPerson;
import dev.messenger.application.people.port.Profile;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.search.SearchTerms;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Viewing and finding people, and changing one's own profile (rules U1 to U6). */
public final class Profiles {

    private final People people;
    private final PersonViews views;
    private final Avatars avatars;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public Profiles(
            People people,
            Avatars avatars,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock,
            Settings settings) {
        this.people = people;
        this.outbox = outbox;
        this.views = new PersonViews(avatars, settings);
        this.avatars = avatars;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The caller's own profile.
     *
     * @throws Unauthenticated when the account is gone
     */
    public PersonView own(UserId caller) {
        return views.of(people.find(caller, caller).orElseThrow(Unauthenticated::accountGone));
    }

    /**
     * A profile, as far as the viewer may see it.
     *
     * @throws NotFound {@code user_not_found} when there is no such user
     */
    public PersonView show(UserId viewer, UserId target) {
        return views.of(people.find(viewer, target).orElseThrow(Profiles::nobody));
    }

    /** The profiles of those of {@code targets} who are there, in order of id, as far as the viewer may see them (rule U11). */
    public List<PersonView> show(UserId viewer, Collection<UserId> targets) {
        return people.find(viewer, targets).values().stream()
                .sorted(Comparator.comparing(person -> person.profile().id()))
                .map(views::of)
                .toList();
    }

    /**
     * The profile of whoever has a username now (rule U11).
     *
     * @throws NotFound {@code user_not_found} when nobody has it
     */
    public PersonView show(UserId viewer, Username username) {
        return views.of(people.find(viewer, username).orElseThrow(Profiles::nobody));
    }

    /** A profile as each of {@code viewers} may see it. Deleted accounts are included; for an unknown id the result is empty. */
    public Map<UserId, PersonView> shownTo(Set<UserId> viewers, UserId target) {
        Map<UserId, PersonView> shown = new HashMap<>();
        people.seenBy(viewers, target).forEach((viewer, person) -> shown.put(viewer, views.of(person)));
        return shown;
    }

    /**
     * People by username, name or full email (rules U5, U10); empty for a query of less than two characters.
     *
     * @throws InvalidValue when {@code query} is none that {@link SearchTerms} accept
     */
    public List<PersonView> search(UserId viewer, String query, int limit) {
        return SearchTerms.ofNames(query, SearchTerms.MIN_LENGTH)
                .filter(terms -> limit > 0)
                .map(terms -> views.of(people.search(viewer, terms, emailOrNone(query), limit)))
                .orElse(List.of());
    }

    private static @Nullable Email emailOrNone(String query) {
        try {
            return query.indexOf('@') > 0 ? new Email(query) : null;
        } catch (InvalidValue noAddress) {
            return null;
        }
    }

    /**
     * Changes the caller's profile.
     *
     * @return the changed profile
     * @throws InvalidValue when a value breaks its rule
     * @throws UsernameTaken when another account has the username
     */
    public PersonView change(UserId caller, ProfileChange change) {
        DisplayName name = change.name() == null ? null : new DisplayName(change.name());
        Username username = change.username() == null ? null : new Username(change.username());
        Bio bio = change.bio() == null || change.bio().value() == null
                ? null
                : bioOrNone(change.bio().value());
        Avatar avatar = newAvatar(caller, change.avatarUrl());
        transactions.run(() -> {
            Profile current = people.lock(caller).orElseThrow(Unauthenticated::accountGone);
            Profile.Face face = current.face();
            Profile.Face changed = new Profile.Face(
                    name == null ? face.name() : name,
                    username == null ? face.username() : username,
                    change.bio() == null ? face.bio() : bio,
                    change.avatarUrl() == null ? face.avatar() : avatar);
            PrivacySettings privacy = applied(change, current.privacy());
            if (!changed.equals(face) || !privacy.equals(current.privacy())) {
                people.save(current.with(changed, privacy, clock.instant()));
            }
            if (!privacy.equals(current.privacy())) {
                outbox.append(new Event.PrivacyChanged(caller, null));
            }
            if (looksDifferent(current, changed, privacy)) {
                outbox.append(new Event.PersonChanged(caller));
            }
        });
        return own(caller);
    }

    /** Whether anyone may see a difference in a chat. */
    private static boolean looksDifferent(Profile before, Profile.Face face, PrivacySettings privacy) {
        return !before.face().name().equals(face.name())
                || !before.face().username().equals(face.username())
                || !Objects.equals(before.face().avatar(), face.avatar())
                || before.privacy().avatar() != privacy.avatar();
    }

    private static @Nullable Bio bioOrNone(String text) {
        return text.isEmpty() ? null : new Bio(text);
    }

    /** Calls the object store, so it runs outside the transaction. */
    private @Nullable Avatar newAvatar(UserId caller, ProfileChange.@Nullable Clearable given) {
        if (given == null || given.value() == null) {
            return null;
        }
        Avatar current = people.find(caller, caller)
                .map(KnownPerson::profile)
                .map(profile -> profile.face().avatar())
                .orElse(null);
        return avatars.accept(caller, given.value(), current);
    }

    private static PrivacySettings applied(ProfileChange change, PrivacySettings current) {
        PrivacySettings settings = change.allowPrivateMessages() == null
                ? current
                : current.allowingPrivateMessages(change.allowPrivateMessages());
        ProfileChange.Privacy changed = change.privacy();
        return new PrivacySettings(
                orElse(changed.privateMessages(), settings.privateMessages()),
                orElse(changed.lastSeen(), settings.lastSeen()),
                orElse(changed.avatar(), settings.avatar()),
                orElse(changed.groupInvites(), settings.groupInvites()));
    }

    private static NotFound nobody() {
        return new NotFound("user_not_found", "There is no such user.");
    }

    private static Audience orElse(@Nullable Audience changed, Audience current) {
        return changed == null ? current : changed;
    }
}
