package dev.messenger.adapter.redis;

import static dev.messenger.application.people.port.Presence.AFTER_HEARTBEAT;
import static dev.messenger.application.people.port.Presence.AFTER_REQUEST;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Unavailable;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who is there. One is written at once, without waiting; many are written on a thread of its own, a portion after the
 * other, each when the one before was answered: all at once would fill the queue to Redis, which others need too. Thread-safe.
 */
final class PresenceWriter implements AutoCloseable {

    private static final RedisScript TOUCH = RedisScript.named("touch.lua");
    private static final RedisScript LEAVE = RedisScript.named("leave.lua");

    /** How long the last sight of someone is remembered. */
    private static final Duration MEMORY = Duration.ofDays(365);

    /** How long a request goes unwritten at most when another one was written just before. */
    private static final Duration COALESCE = Duration.ofSeconds(10);

    private static final long NEVER = 0;

    /** So many are written with one call, which takes Redis about half a millisecond: for so long it does nothing else. */
    private static final int WRITTEN_AT_ONCE = 200;

    private final RedisConnection redis;
    private final PresenceKeys keys;
    private final Glances glances;
    private final InstantSource clock;
    private final String node = PresenceKeys.NODE + UUID.randomUUID();
    private final Map<UserId, Touch> touches = new ConcurrentHashMap<>();

    /** Heartbeats that wait for the thread. Who disconnects is taken out: none is sent behind the word that someone left. */
    private final Map<UserId, Long> heartbeats = new LinkedHashMap<>();

    private final AtomicBoolean heartbeatsAreDue = new AtomicBoolean();
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("presence").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** @param glances are forgotten of whoever is written down */
    PresenceWriter(RedisConnection redis, PresenceKeys keys, Glances glances, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.glances = glances;
        this.clock = clock;
        long pause = COALESCE.toMillis() / 2;
        Future<?> unused = thread.scheduleWithFixedDelay(this::writeLate, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** The last request of someone, and the last one that was written, in milliseconds. */
    private record Touch(long last, long written) {

        boolean isUnwritten() {
            return last > written;
        }

        /** It is written, or could not be for so long that it is worth nothing. */
        boolean isOver(long now) {
            return now - last >= (isUnwritten() ? AFTER_REQUEST : COALESCE).toMillis();
        }
    }

    /** {@code user} made a request. */
    void touch(UserId user) {
        long now = clock.instant().toEpochMilli();
        Touch touch = touches.compute(
                user,
                (who, before) -> before == null || now - before.written() >= COALESCE.toMillis()
                        ? new Touch(now, now)
                        : new Touch(now, before.written()));
        if (!touch.isUnwritten() && !tell(PresenceKeys.REQUEST, AFTER_REQUEST, user, now)) {
            touches.replace(user, touch, new Touch(now, NEVER));
        }
    }

    /** These have a connection to this node. */
    void connected(Collection<UserId> users) {
        long now = clock.instant().toEpochMilli();
        if (users.size() == 1 && tell(node, AFTER_HEARTBEAT, users.iterator().next(), now)) {
            return;
        }
        synchronized (heartbeats) {
            users.forEach(user -> heartbeats.put(user, now));
        }
        if (heartbeatsAreDue.compareAndSet(false, true)) {
            thread.execute(this::writeHeartbeats);
        }
    }

    /** A last request may keep them online, or a connection to another node: that is looked up where it is written. */
    void disconnected(UserId user) {
        String[] places = {keys.of(user), keys.online()};
        String[] arguments = {
            node,
            Long.toString(clock.instant().toEpochMilli()),
            Long.toString(AFTER_REQUEST.toMillis()),
            Long.toString(AFTER_HEARTBEAT.toMillis()),
            user.toString()
        };
        synchronized (heartbeats) {
            heartbeats.remove(user);
            LEAVE.tell(redis, places, arguments);
        }
        glances.forget(user);
    }

    /** Writes what was held back, and forgets who has gone quiet. When Redis is away the rest waits for the next time. */
    private void writeLate() {
        long now = clock.instant().toEpochMilli();
        redis.tell(commands -> commands.zremrangebyscore(keys.online(), Range.create(0, now)));
        glances.forgetOld();
        touches.values().removeIf(touch -> touch.isOver(now));
        Iterator<Map.Entry<UserId, Touch>> all = touches.entrySet().iterator();
        Map<UserId, Long> portion = heldBack(all);
        try {
            while (!portion.isEmpty()) {
                send(PresenceKeys.REQUEST, AFTER_REQUEST, portion).run();
                portion = heldBack(all);
            }
        } catch (Unavailable away) {
            portion.forEach((user, last) -> touches.replace(user, new Touch(last, last), new Touch(last, NEVER)));
        }
    }

    /** The next of those who were not written yet, who count as written from now on: what comes in meanwhile is newer. */
    private Map<UserId, Long> heldBack(Iterator<Map.Entry<UserId, Touch>> all) {
        Map<UserId, Long> portion = new HashMap<>();
        while (all.hasNext() && portion.size() < WRITTEN_AT_ONCE) {
            Map.Entry<UserId, Touch> next = all.next();
            UserId user = next.getKey();
            Touch touch = next.getValue();
            if (touch.isUnwritten() && touches.replace(user, touch, new Touch(touch.last(), touch.last()))) {
                portion.put(user, touch.last());
            }
        }
        return portion;
    }

    /** What waits when Redis is away is lost: the next heartbeats are not far. */
    private void writeHeartbeats() {
        heartbeatsAreDue.set(false);
        try {
            for (Runnable answer = sendHeartbeats(); answer != null; answer = sendHeartbeats()) {
                answer.run();
            }
        } catch (Unavailable away) {
            synchronized (heartbeats) {
                heartbeats.clear();
            }
        }
    }

    /** The next portion; what is returned waits for its answer, null when there is none. */
    private @Nullable Runnable sendHeartbeats() {
        synchronized (heartbeats) {
            if (heartbeats.isEmpty()) {
                return null;
            }
            Map<UserId, Long> portion = new HashMap<>();
            Iterator<Map.Entry<UserId, Long>> waiting = heartbeats.entrySet().iterator();
            while (waiting.hasNext() && portion.size() < WRITTEN_AT_ONCE) {
                Map.Entry<UserId, Long> next = waiting.next();
                portion.put(next.getKey(), next.getValue());
                waiting.remove();
            }
            return send(node, AFTER_HEARTBEAT, portion);
        }
    }

    /** Writes one down without waiting: what is asked from now on is answered behind it. */
    private boolean tell(String field, Duration lasts, UserId user, long moment) {
        Map<UserId, Long> moments = Map.of(user, moment);
        boolean sent = TOUCH.tell(redis, places(moments), arguments(field, lasts, moments));
        glances.forget(user);
        return sent;
    }

    /** Writes several down; what is returned waits for the answer, and is to be run once. */
    private Runnable send(String field, Duration lasts, Map<UserId, Long> moments) {
        Supplier<List<Object>> sent = TOUCH.send(redis, places(moments), arguments(field, lasts, moments));
        moments.keySet().forEach(glances::forget);
        return () -> {
            var unused = sent.get();
        };
    }

    private String[] places(Map<UserId, Long> moments) {
        return Stream.concat(Stream.of(keys.online()), moments.keySet().stream().map(keys::of))
                .toArray(String[]::new);
    }

    private static String[] arguments(String field, Duration lasts, Map<UserId, Long> moments) {
        List<String> arguments = new ArrayList<>(2 + 3 * moments.size());
        arguments.add(field);
        arguments.add(Long.toString(MEMORY.toMillis()));
        moments.forEach((user, moment) -> {
            arguments.add(Long.toString(moment));
            arguments.add(Long.toString(moment + lasts.toMillis()));
            arguments.add(user.toString());
        });
        return arguments.toArray(String[]::new);
    }

    /** Writes what was held back, and stops writing. */
    @Override
    public void close() {
        thread.close();
        writeLate();
    }
}
