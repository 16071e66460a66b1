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
import java.util.Set;

/**
 * Who is there, in Redis, for all nodes together (rule P1): a hash for each user with the moments of the last request
 * ({@code r}), of the last heartbeat of each node with a connection ({@code n:<node>}) and of the last sight of all ({@code s}),
 * in milliseconds. Beside them a sorted set has until when each one is online, as far as is known now: who of hundreds is there
 * is one look into it. It needs Redis 6.2.
 *
 * <p>A request is written down within milliseconds, together with those of others, or before this node asks about its sender; who
 * makes many is written down every few seconds. With Redis away, everybody reads as offline and what is written is lost. Thread-safe.
 */
public final class RedisPresence implements Presence, AutoCloseable {

    private static final RedisScript READ = RedisScript.named("presence.lua");

    /** So many at once are a large chat, which is counted every few seconds. */
    private static final int GLANCED_AT_ONCE = 1_000;

    private final RedisConnection redis;
    private final PresenceKeys keys;
    private final InstantSource clock;
    private final PresenceCache glances = new PresenceCache();
    private final PresenceWriter writer;

    /** @param keyPrefix what the keys begin with, without braces; nodes of one prefix see one another */
    public RedisPresence(RedisConnection redis, String keyPrefix, InstantSource clock) {
        this.redis = redis;
        this.keys = new PresenceKeys(keyPrefix);
        this.clock = clock;
        this.writer = new PresenceWriter(redis, keys, glances, clock);
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
        writer.writeBefore(asked);
        List<List<String>> hashes;
        try {
            hashes = READ.run(redis, asked.stream().map(keys::of).toArray(String[]::new), new String[0]);
        } catch (Unavailable away) {
            return Map.of();
        }
        long now = clock.instant().toEpochMilli();
        Map<UserId, PresenceStatus> seen = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!hashes.get(i).isEmpty()) {
                seen.put(asked.get(i), seen(asked.get(i), hashes.get(i), now));
            }
        }
        return seen;
    }

    /** What was looked up lately on this node is not looked up again, unless it changed here. */
    @Override
    public Set<UserId> online(Collection<UserId> users) {
        long now = clock.instant().toEpochMilli();
        long nanoTime = System.nanoTime();
        Set<UserId> there = new HashSet<>();
        List<UserId> asked = new ArrayList<>();
        for (UserId user : users) {
            Long until = glances.of(user, nanoTime);
            if (until == null) {
                asked.add(user);
            } else if (now < until) {
                there.add(user);
            }
        }
        boolean remembered = asked.size() <= GLANCED_AT_ONCE;
        untilOf(asked).forEach((user, until) -> {
            if (now < until) {
                there.add(user);
            }
            if (remembered) {
                glances.remember(user, until, nanoTime);
            }
        });
        return there;
    }

    /** Until when these are online, in milliseconds; nobody, when Redis is away. */
    private Map<UserId, Long> untilOf(List<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        writer.writeBefore(users);
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

    /** @param hash field and value by turns */
    private PresenceStatus seen(UserId user, List<String> hash, long now) {
        boolean online = false;
        long last = 0;
        for (int i = 0; i < hash.size(); i += 2) {
            String field = hash.get(i);
            long moment = Long.parseLong(hash.get(i + 1));
            last = Math.max(last, moment);
            if (field.equals(PresenceKeys.REQUEST)) {
                online |= now - moment < AFTER_REQUEST.toMillis();
            } else if (field.startsWith(PresenceKeys.NODE)) {
                if (now - moment < AFTER_HEARTBEAT.toMillis()) {
                    online = true;
                } else {
                    redis.tell(commands -> commands.hdel(keys.of(user), field)); // of a node that died
                }
            }
        }
        return new PresenceStatus(online, Instant.ofEpochMilli(last));
    }

    /** Writes what was held back, and stops writing. */
    @Override
    public void close() {
        writer.close();
    }
}
