package dev.messenger.application.chat;

import dev.messenger.application.cache.CacheEntry;
import dev.messenger.application.cache.CacheTag;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The relations of a viewer to people, each read when it is first needed. Thread-safe. */
final class CachedAcquaintances {

    private final UserId viewer;
    private final Relationships relationships;
    private final Map<UserId, Acquaintance> acquaintances = new ConcurrentHashMap<>();
    private final Set<CacheTag> tags = ConcurrentHashMap.newKeySet();

    CachedAcquaintances(UserId viewer, Relationships relationships) {
        this.viewer = viewer;
        this.relationships = relationships;
        tags.add(new CacheTag.Person(viewer));
    }

    CacheEntry<CachedAcquaintances> entry(int maxPeople) {
        return new CacheEntry<>(this, tags, 500L + 200L * maxPeople);
    }

    /** The relations to {@code people}, perhaps among others. Tags are added before the read, so that no change is missed. */
    Map<UserId, Acquaintance> with(Set<UserId> people) {
        Set<UserId> missing = new HashSet<>(people);
        missing.removeAll(acquaintances.keySet());
        if (!missing.isEmpty()) {
            missing.forEach(user -> tags.add(new CacheTag.Person(user)));
            acquaintances.putAll(relationships.of(viewer, missing));
        }
        return acquaintances;
    }
}
