package dev.messenger.domain.people;

/**
 * All that decides what a viewer may see of a target, and do to them.
 *
 * @param relationship how the viewer stands to the target
 * @param settings the target's
 */
public record Acquaintance(Relationship relationship, PrivacySettings settings) {

    /** How everyone stands to themselves. */
    public static Acquaintance withOneself(PrivacySettings own) {
        return new Acquaintance(Relationship.SELF, own);
    }

    /** Whether the viewer may. */
    public boolean may(PrivacyRight right) {
        return PrivacyPolicy.allows(right, relationship, settings);
    }
}
