package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PrivacyRight;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The relationships between people. Thread-safe. */
public interface Relationships {

    /**
     * What {@code viewer} and each of {@code targets} are to each other, in one round trip.
     *
     * @return an entry for each target that is or was an active account; a deleted account counts as blocking (rule U8)
     */
    Map<UserId, Acquaintance> of(UserId viewer, Collection<UserId> targets);

    /** {@link #of(UserId, Collection)} for one target; empty when there is no such account. */
    default Optional<Acquaintance> of(UserId viewer, UserId target) {
        return Optional.ofNullable(of(viewer, List.of(target)).get(target));
    }

    /** Whether {@code target} grants {@code right} to {@code viewer}; false when there is no such account. */
    default boolean may(UserId viewer, UserId target, PrivacyRight right) {
        return of(viewer, target)
                .filter(acquaintance -> acquaintance.may(right))
                .isPresent();
    }
}
