package dev.messenger.adapter.inmemory.people;

import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Presence within one process. Thread-safe. */
public final class InMemoryPresence implements Presence {

    private final Map<UserId, Trace> traces = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InMemoryPresence(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The last activities of a user.
     *
     * @param request the last request, null for none
     * @param heartbeat the last heartbeat, null when no connection is open
     * @param lastSeen the latest of all
     */
    private record Trace(
            @Nullable Instant request, @Nullable Instant heartbeat, Instant lastSeen) {

        PresenceStatus at(Instant now) {
            return new PresenceStatus(
                    within(request, AFTER_REQUEST, now) || within(heartbeat, AFTER_HEARTBEAT, now), lastSeen);
        }

        private static boolean within(@Nullable Instant start, Duration span, Instant now) {
            return start != null && now.isBefore(start.plus(span));
        }
    }

    @Override
    public void touch(UserId user) {
        Instant now = clock.instant();
        traces.merge(user, new Trace(now, null, now), (before, fresh) -> new Trace(now, before.heartbeat(), now));
    }

    @Override
    public void connected(Collection<UserId> users) {
        Instant now = clock.instant();
        users.forEach(user -> traces.merge(
                user, new Trace(null, now, now), (before, fresh) -> new Trace(before.request(), now, now)));
    }

    @Override
    public void disconnected(UserId user) {
        Instant now = clock.instant();
        traces.computeIfPresent(user, (who, before) -> new Trace(before.request(), null, now));
    }

    @Override
    public Map<UserId, PresenceStatus> of(Collection<UserId> users) {
        Instant now = clock.instant();
        Map<UserId, PresenceStatus> seen = new HashMap<>();
        users.forEach(user -> {
            Trace trace = traces.get(user);
            if (trace != null) {
                seen.put(user, trace.at(now));
            }
        });
        return seen;
    }

    @Override
    public Set<UserId> online(Collection<UserId> users) {
        return of(users).entrySet().stream()
                .filter(seen -> seen.getValue().online())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
