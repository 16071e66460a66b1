package dev.messenger.adapter.redis;

import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Seen;
import dev.messenger.domain.shared.Unavailable;
import io.lettuce.core.Range;
import io.lettuce.core.ZAddArgs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Who is there, in Redis, for all nodes together (rule P1): a hash for each user with the moments of the last request
 * ({@code r}), of the last heartbeat of each node with a connection ({@code n:<node>}) and of the last sight of all ({@code s}),
 * in milliseconds. Beside them a sorted set has until when each one is online, as far as is known now: who of hundreds is there
 * is one look into it. It needs Redis 6.2.
 *
 * <p>Someone who makes many requests is written down at once, then every few seconds. With Redis away, everybody reads as
 * offline and what is written is lost. Thread-safe.
 */
public final class RedisPresence implements Presence, AutoCloseable {

    private static final RedisScript READ = RedisScript.named("presence.lua");
    private static final RedisScript LEAVE = RedisScript.named("leave.lua");

    private static final String REQUEST = "r";
    private static final String SEEN = "s";
    private static final String NODE = "n:";

    /** How long the last sight of someone is remembered. */
    private static final Duration MEMORY = Duration.ofDays(365);

    /** How long a request goes unwritten at most when another one was written just before. */
    private static final Duration COALESCE = Duration.ofSeconds(10);

    /** How long it goes unnoticed at most that another node saw someone come or go. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    /** So many at once are a large chat, which is counted every few seconds. */
    private static final int GLANCED_AT_ONCE = 1_000;

    private final RedisConnection redis;
    private final String keyPrefix;
    private final InstantSource clock;
    private final String node = NODE + UUID.randomUUID();
    private final String online;
    private final Map<UserId, Touch> touches = new ConcurrentHashMap<>();
    private final Map<UserId, Glance> glances = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("presence").daemon().factory());

    /** @param keyPrefix what the keys begin with, without braces; nodes of one prefix see one another */
    public RedisPresence(RedisConnection redis, String keyPrefix, InstantSource clock) {
        this.redis = redis;
        this.keyPrefix = "{" + keyPrefix + "}:presence:";
        this.online = "{" + keyPrefix + "}:online";
        this.clock = clock;
        long pause = COALESCE.toMillis() / 2;
        Future<?> unused = writer.scheduleWithFixedDelay(this::writeLate, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Until when someone was online when that was looked up last, on this node.
     *
     * @param until in milliseconds, 0 for not at all
     * @param at {@link System#nanoTime}
     */
    private record Glance(long until, long at) {

        boolean isFresh(long nanoTime) {
            return nanoTime - at < GLANCE.toNanos();
        }
    }

    /** The last request of someone, and the last one that was written, in milliseconds. */
    private record Touch(long last, long written) {

        boolean isUnwritten() {
            return last > written;
        }
    }

    @Override
    public void touch(UserId user) {
        long now = clock.instant().toEpochMilli();
        Touch touch = touches.compute(
                user,
                (who, before) -> before == null || now - before.written() >= COALESCE.toMillis()
                        ? new Touch(now, now)
                        : new Touch(now, before.written()));
        if (!touch.isUnwritten()) {
            write(user, now);
        }
    }

    /** Writes what was held back, and forgets who has gone quiet. */
    private void writeLate() {
        long now = clock.instant().toEpochMilli();
        redis.tell(commands -> commands.zremrangebyscore(online, Range.create(0, now)));
        long nanoTime = System.nanoTime();
        glances.values().removeIf(glance -> !glance.isFresh(nanoTime));
        touches.forEach((user, touch) -> {
            if (touch.isUnwritten()) {
                touches.replace(user, touch, new Touch(touch.last(), touch.last()));
                write(user, touch.last());
            } else if (now - touch.written() >= COALESCE.toMillis()) {
                touches.remove(user, touch);
            }
        });
    }

    private void write(UserId user, long moment) {
        String stamp = Long.toString(moment);
        put(user, Map.of(REQUEST, stamp, SEEN, stamp));
        stayOnline(user, moment + AFTER_REQUEST.toMillis());
    }

    @Override
    public void connected(Collection<UserId> users) {
        long now = clock.instant().toEpochMilli();
        String stamp = Long.toString(now);
        users.forEach(user -> {
            put(user, Map.of(node, stamp, SEEN, stamp));
            stayOnline(user, now + AFTER_HEARTBEAT.toMillis());
        });
    }

    /** A last request may keep them online, or a connection to another node: that is looked up where it is written. */
    @Override
    public void disconnected(UserId user) {
        String[] keys = {key(user), online};
        String[] arguments = {
            node,
            Long.toString(clock.instant().toEpochMilli()),
            Long.toString(AFTER_REQUEST.toMillis()),
            Long.toString(AFTER_HEARTBEAT.toMillis()),
            user.toString()
        };
        LEAVE.tell(redis, keys, arguments);
        glances.remove(user);
    }

    /** Never shortens what another moment or node gave. */
    private void stayOnline(UserId user, long until) {
        redis.tell(commands -> commands.zadd(online, ZAddArgs.Builder.gt(), (double) until, user.toString()));
        glances.remove(user);
    }

    private void put(UserId user, Map<String, String> fields) {
        redis.tell(commands -> commands.hset(key(user), fields));
        redis.tell(commands -> commands.pexpire(key(user), MEMORY.toMillis()));
    }

    @Override
    public Map<UserId, Seen> of(Collection<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        List<UserId> asked = List.copyOf(users);
        List<List<String>> hashes;
        try {
            hashes = READ.run(redis, asked.stream().map(this::key).toList(), List.of());
        } catch (Unavailable away) {
            return Map.of();
        }
        long now = clock.instant().toEpochMilli();
        Map<UserId, Seen> seen = new HashMap<>();
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
            Glance glance = glances.get(user);
            if (glance == null || !glance.isFresh(nanoTime)) {
                asked.add(user);
            } else if (now < glance.until()) {
                there.add(user);
            }
        }
        boolean remembered = asked.size() <= GLANCED_AT_ONCE;
        untilOf(asked).forEach((user, until) -> {
            if (now < until) {
                there.add(user);
            }
            if (remembered) {
                glances.put(user, new Glance(until, nanoTime));
            }
        });
        return there;
    }

    /** Until when these are online, in milliseconds; nobody, when Redis is away. */
    private Map<UserId, Long> untilOf(List<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        String[] members = users.stream().map(UserId::toString).toArray(String[]::new);
        List<Double> scores;
        try {
            scores = redis.call(commands -> commands.zmscore(online, members));
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
    private Seen seen(UserId user, List<String> hash, long now) {
        boolean online = false;
        long last = 0;
        for (int i = 0; i < hash.size(); i += 2) {
            String field = hash.get(i);
            long moment = Long.parseLong(hash.get(i + 1));
            last = Math.max(last, moment);
            if (field.equals(REQUEST)) {
                online |= now - moment < AFTER_REQUEST.toMillis();
            } else if (field.startsWith(NODE)) {
                if (now - moment < AFTER_HEARTBEAT.toMillis()) {
                    online = true;
                } else {
                    redis.tell(commands -> commands.hdel(key(user), field)); // of a node that died
                }
            }
        }
        return new Seen(online, Instant.ofEpochMilli(last));
    }

    private String key(UserId user) {
        return keyPrefix + user.value();
    }

    /** Writes what was held back, and stops writing. */
    @Override
    public void close() {
        writer.shutdownNow();
        writeLate();
    }
}
