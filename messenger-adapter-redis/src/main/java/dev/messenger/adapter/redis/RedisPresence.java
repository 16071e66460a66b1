package dev.messenger.adapter.redis;

import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import dev.messenger.domain.shared.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The presence of users in Redis, shared by all nodes (rule P1): a hash for each user with the times of the last request
 * ({@code r}), of the last heartbeat of each node with a connection ({@code n:<node>}) and of the last activity of any kind
 * ({@code s}), in milliseconds. A sorted set has the time until which each user is online, so that one command finds which of
 * hundreds are. Needs Redis 6.2.
 *
 * <p>A request is written within milliseconds, in a batch with those of other users, or before this node reads the presence of
 * its sender; further requests of the user are written every few seconds. With Redis away all users are offline and writes are
 * lost. Thread-safe.
 */
public final class RedisPresence implements Presence, AutoCloseable {

    private static final RedisScript READ = RedisScript.named("presence.lua");

    /** Larger lookups are the members of a large chat, which are counted every few seconds anyway. */
    private static final int CACHED_AT_ONCE = 1_000;

    private final RedisConnection redis;
    private final PresenceKeys keys;
    private final InstantSource clock;
    private final PresenceCache cache = new PresenceCache();
    private final PresenceWriter writer;

    /** @param keyPrefix prefix of the keys, without braces; nodes share presence by sharing it */
    public RedisPresence(RedisConnection redis, String keyPrefix, InstantSource clock) {
        this.redis = redis;
        this.keys = new PresenceKeys(keyPrefix);
        this.clock = clock;
        this.writer = new PresenceWriter(redis, keys, cache, clock);
    }

    @Override
    public void touch(UserId user) {
        writer.touch(user);
    }

    @Override
    public void connected(Collection<UserId> users) {
        writer.connected(users);
    }

    @Override
    public void disconnected(UserId user) {
        writer.disconnected(user);
    }

    @Override
    public Map<UserId, PresenceStatus> of(Collection<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        List<UserId> asked = List.copyOf(users);
        writer.flush(asked);
        List<List<String>> hashes;
        try {
            hashes = READ.run(redis, asked.stream().map(keys::of).toArray(String[]::new), new String[0]);
        } catch (Unavailable away) {
            return Map.of();
        }
        long now = clock.instant().toEpochMilli();
        Map<UserId, PresenceStatus> statuses = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!hashes.get(i).isEmpty()) {
                statuses.put(asked.get(i), status(asked.get(i), hashes.get(i), now));
            }
        }
        return statuses;
    }

    /** Uses this node's cache of recent lookups. */
    @Override
    public Set<UserId> online(Collection<UserId> users) {
        long now = clock.instant().toEpochMilli();
        long nanoTime = System.nanoTime();
        Set<UserId> online = new HashSet<>();
        List<UserId> asked = new ArrayList<>();
        for (UserId user : users) {
            Long until = cache.of(user, nanoTime);
            if (until == null) {
                asked.add(user);
            } else if (now < until) {
                online.add(user);
            }
        }
        boolean cached = asked.size() <= CACHED_AT_ONCE;
        untilOf(asked).forEach((user, until) -> {
            if (now < until) {
                online.add(user);
            }
            if (cached) {
                cache.put(user, until, nanoTime);
            }
        });
        return online;
    }

    /** Until when users are online, in milliseconds; empty when Redis is away. */
    private Map<UserId, Long> untilOf(List<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        writer.flush(users);
        String[] members = users.stream().map(UserId::toString).toArray(String[]::new);
        List<Double> scores;
        try {
            scores = redis.call(commands -> commands.zmscore(keys.online(), members));
        } catch (Unavailable away) {
            return Map.of();
        }
        Map<UserId, Long> until = new HashMap<>();
        for (int i = 0; i < members.length; i++) {
            Double score = scores.get(i);
            until.put(users.get(i), score == null ? 0 : score.longValue());
        }
        return until;
    }

    /** @param hash alternating fields and values */
    private PresenceStatus status(UserId user, List<String> hash, long now) {
        boolean online = false;
        long last = 0;
        for (int i = 0; i < hash.size(); i += 2) {
            String field = hash.get(i);
            long time = Long.parseLong(hash.get(i + 1));
            last = Math.max(last, time);
            if (field.equals(PresenceKeys.REQUEST)) {
                online |= now - time < AFTER_REQUEST.toMillis();
            } else if (field.startsWith(PresenceKeys.NODE)) {
                if (now - time < AFTER_HEARTBEAT.toMillis()) {
                    online = true;
                } else {
                    redis.sendAndForget(commands -> commands.hdel(keys.of(user), field)); // a node that died
                }
            }
        }
        return new PresenceStatus(online, Instant.ofEpochMilli(last));
    }

    /** What keeps Redis from storing presence, as a sentence; empty when nothing does. Answers within the timeout of a command (rule O6). */
    public Optional<String> trouble() {
        return redis.trouble(keys.probe());
    }

    /** Writes what is pending, and stops. */
    @Override
    public void close() {
        writer.close();
    }
}
