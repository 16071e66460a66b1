package dev.messenger.domain.people;

/** What a viewer is to a target (rules U2, U8). */
public enum Relationship {
    /** They are the same user. */
    SELF,
    /** The viewer is a contact of the target. */
    CONTACT,
    /** None of the other values. */
    STRANGER,
    /** The target blocks the viewer. A deleted account blocks everyone. */
    BLOCKED,
    /** The viewer blocks the target. */
    BLOCKING;

    /**
     * The relationship that follows from some facts; a block takes precedence.
     *
     * @param self whether they are the same user
     * @param blocked whether the target blocks the viewer, or is deleted
     * @param blocking whether the viewer blocks the target
     * @param contact whether the viewer is a contact of the target
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
}
