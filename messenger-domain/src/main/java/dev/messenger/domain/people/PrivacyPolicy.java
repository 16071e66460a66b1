package dev.messenger.domain.people;

import static dev.messenger.domain.people.Audience.CONTACTS;
import static dev.messenger.domain.people.Audience.EVERYONE;
import static dev.messenger.domain.people.Audience.NOBODY;
import static dev.messenger.domain.people.Relationship.CONTACT;
import static dev.messenger.domain.people.Relationship.SELF;
import static dev.messenger.domain.people.Relationship.STRANGER;

import java.util.Map;
import java.util.Set;

/**
 * The table of audiences (rules U1 to U3, U8), which all code that shows a profile, starts a chat or adds a member shares. A
 * user who blocks or is blocked belongs to no audience; the user themselves belongs to all.
 */
public final class PrivacyPolicy {

    private static final Map<Audience, Set<Relationship>> MEMBERS = Map.of(
            EVERYONE, Set.of(SELF, CONTACT, STRANGER),
            CONTACTS, Set.of(SELF, CONTACT),
            NOBODY, Set.of(SELF));

    private PrivacyPolicy() {}

    /** The relationships that belong to {@code audience}. */
    public static Set<Relationship> membersOf(Audience audience) {
        return MEMBERS.getOrDefault(audience, Set.of());
    }

    /** Whether a target with these settings grants a right to a viewer in this relationship. */
    public static boolean allows(PrivacyRight right, Relationship viewer, PrivacySettings target) {
        return membersOf(right.audience(target)).contains(viewer);
    }
}
