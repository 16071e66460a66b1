package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How people stand to one another. Thread-safe. */
public interface Relationships {

    /**
     * How {@code viewer} stands to each of {@code targets}, in one round trip however many they are.
     *
     * @return an entry for each target that is, or was, an active account; a deleted one counts as blocking (rule U8)
     */
    Map<UserId, Acquaintance> of(UserId viewer, Collection<UserId> targets);

    /** {@link #of(UserId, Collection)} for one target; empty when there is no such account. */
    default Optional<Acquaintance> of(UserId viewer, UserId target) {
        return Optional.ofNullable(of(viewer, List.of(target)).get(target));
    }
}
