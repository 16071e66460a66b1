package dev.messenger.domain.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user is online, and when they last were (rule P1).
 *
 * @param online whether a realtime connection is open, or a request was made in the last minute
 * @param lastSeenAt when that was last the case; null when unknown
 */
public record PresenceStatus(boolean online, @Nullable Instant lastSeenAt) {

    /** The status of a user whose presence is unknown or hidden. */
    public static final PresenceStatus UNKNOWN = new PresenceStatus(false, null);

    /** This status as far as the viewer may see it (rule U3). */
    public PresenceStatus asShownTo(Acquaintance acquaintance) {
        return acquaintance.may(PrivacyRight.SEE_PRESENCE) ? this : UNKNOWN;
    }
}
