package dev.messenger.application.chat;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How a viewer stands to those people of whom that was asked so far, as it is kept. Thread-safe. */
final class KnownPeople {

    private final UserId viewer;
    private final Map<UserId, Acquaintance> acquaintances = new ConcurrentHashMap<>();
    private final Set<Object> tags = ConcurrentHashMap.newKeySet();

    KnownPeople(UserId viewer) {
        this.viewer = viewer;
        tags.add(viewer);
    }

    /** @param atMost of how many may be asked */
    CacheEntry<KnownPeople> answer(int atMost) {
        return new CacheEntry<>(this, tags, 500L + 200L * atMost);
    }

    /** How the viewer stands to these, and perhaps to others. They are watched before they are asked for, so that no change is missed. */
    Map<UserId, Acquaintance> acquaintances(Set<UserId> asked, Relationships relationships) {
        Set<UserId> missing = new HashSet<>(asked);
        missing.removeAll(acquaintances.keySet());
        if (!missing.isEmpty()) {
            tags.addAll(missing);
            acquaintances.putAll(relationships.of(viewer, missing));
        }
        return acquaintances;
    }
}
