package dev.messenger.domain.people;

/**
 * The relationship and settings that decide what a viewer may see of a target, and do to them.
 *
 * @param relationship what the viewer is to the target
 * @param settings the privacy settings of the target
 */
public record Acquaintance(Relationship relationship, PrivacySettings settings) {

    /** Whether the viewer has a right. */
    public boolean may(PrivacyRight right) {
        return PrivacyPolicy.allows(right, relationship, settings);
    }
}
