package dev.messenger.domain.people;

/** How a viewer stands to a target (rules U2, U8). */
public enum Relationship {
    /** They are the same. */
    SELF,
    /** The viewer stands in the target's own contact list. */
    CONTACT,
    /** None of the others. */
    STRANGER,
    /** The target blocked the viewer, or is a deleted account, which counts as that. */
    BLOCKED,
    /** The viewer blocked the target. */
    BLOCKING;

    /**
     * What the facts amount to; of several, a block weighs most.
     *
     * @param self whether they are the same
     * @param blocked whether the target blocked the viewer, or is gone
     * @param blocking whether the viewer blocked the target
     * @param contact whether the viewer stands in the target's contact list
     */
    public static Relationship of(boolean self, boolean blocked, boolean blocking, boolean contact) {
        if (self) {
            return SELF;
        }
        if (blocked) {
            return BLOCKED;
        }
        if (blocking) {
            return BLOCKING;
        }
        return contact ? CONTACT : STRANGER;
    }

    /** Whether either blocked the other. */
    public boolean isBlock() {
        return this == BLOCKED || this == BLOCKING;
    }
}
