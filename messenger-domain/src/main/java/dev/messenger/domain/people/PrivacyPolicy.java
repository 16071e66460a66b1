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
 * Who belongs to which audience, in one table (rules U1 to U3, U8): every place that shows a profile, starts a chat or adds
 * a member reads it here and nowhere else. Who is blocked, or blocks, belongs to none; oneself belongs to all.
 */
public final class PrivacyPolicy {

    private static final Map<Audience, Set<Relationship>> MEMBERS = Map.of(
            EVERYONE, Set.of(SELF, CONTACT, STRANGER),
            CONTACTS, Set.of(SELF, CONTACT),
            NOBODY, Set.of(SELF));

    private PrivacyPolicy() {}

    /** Who belongs to {@code audience}. */
    public static Set<Relationship> membersOf(Audience audience) {
        return MEMBERS.getOrDefault(audience, Set.of());
    }

    /** Whether someone who stands like this to a target with these settings may do this. */
    public static boolean allows(PrivacyRight right, Relationship viewer, PrivacySettings target) {
        return membersOf(right.audience(target)).contains(viewer);
    }
}
