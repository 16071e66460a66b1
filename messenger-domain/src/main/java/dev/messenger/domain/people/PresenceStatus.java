package dev.messenger.domain.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether someone is there, and when last (rule P1).
 *
 * @param online whether a realtime connection is open, or a request was made in the last minute
 * @param lastSeenAt the last such moment; null when none is known
 */
public record PresenceStatus(boolean online, @Nullable Instant lastSeenAt) {

    /** What is said of those of whom nothing is known, or nothing may be known. */
    public static final PresenceStatus UNKNOWN = new PresenceStatus(false, null);

    /** What {@code acquaintance} lets the viewer know of this (rule U3). */
    public PresenceStatus asShownTo(Acquaintance acquaintance) {
        return acquaintance.may(PrivacyRight.SEE_PRESENCE) ? this : UNKNOWN;
    }
}
