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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes presence to Redis. Requests of about the same time go out in one call, without waiting, as a call costs several times as
 * much as a user in it. Larger amounts are written on a background thread, batch by batch, each after the answer to the one
 * before: all at once would fill the queue to Redis that others share. Thread-safe.
 */
final class PresenceWriter implements AutoCloseable {

    private static final RedisScript TOUCH = RedisScript.named("touch.lua");
    private static final RedisScript LEAVE = RedisScript.named("leave.lua");

    /** How long Redis keeps the last activity of a user. */
    private static final Duration RETENTION = Duration.ofDays(365);

    /** How long a request waits for others to be written with. */
    private static final Duration BATCH_DELAY = Duration.ofMillis(20);

    /** The maximum number of users in a call, which blocks Redis for about half a millisecond. */
    private static final int MAX_BATCH = 200;

    private final RedisConnection redis;
    private final PresenceKeys keys;
    private final PresenceCache cache;
    private final InstantSource clock;
    private final String node = PresenceKeys.NODE + UUID.randomUUID();
    private final PendingTouches touches = new PendingTouches();

    /** Requests are taken and sent under this lock, so that none overtakes a later one of its user. Virtual threads may wait for it. */
    private final Lock sending = new ReentrantLock();

    /** Users with requests to write soon. Changed under the lock; users that are no longer in it were sent. */
    private final Set<UserId> batch = ConcurrentHashMap.newKeySet();

    /** Whether the thread is scheduled to write the batch; guarded by the lock. */
    private boolean batchIsScheduled;

    /** Heartbeats that wait for the thread. Disconnecting removes a user, so that no heartbeat is sent after that. */
    private final Map<UserId, Long> heartbeats = new LinkedHashMap<>();

    private final AtomicBoolean heartbeatsAreDue = new AtomicBoolean();
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("presence").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** @param cache entries of users whose presence is written are invalidated */
    PresenceWriter(RedisConnection redis, PresenceKeys keys, PresenceCache cache, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.cache = cache;
        this.clock = clock;
        long pause = PendingTouches.COALESCE.toMillis() / 2;
        Future<?> unused = thread.scheduleWithFixedDelay(this::writePending, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Records a request of {@code user}. */
    void touch(UserId user) {
        if (touches.add(user, clock.instant().toEpochMilli())) {
            addToBatch(user);
            cache.invalidate(user);
        }
    }

    private void addToBatch(UserId user) {
        sending.lock();
        try {
            batch.add(user);
            if (batch.size() >= MAX_BATCH) {
                writeBatch();
            } else if (!batchIsScheduled) {
                batchIsScheduled = true;
                Future<?> unused =
                        thread.schedule(this::writeScheduledBatch, BATCH_DELAY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            sending.unlock();
        }
    }

    private void writeScheduledBatch() {
        sending.lock();
        try {
            batchIsScheduled = false;
            writeBatch();
        } finally {
            sending.unlock();
        }
    }

    /** Sends the batch without waiting for an answer. Requests that cannot be sent now are tried again later. */
    private void writeBatch() {
        sending.lock();
        try {
            Map<UserId, Long> next = touches.take(batch.iterator(), MAX_BATCH);
            if (!next.isEmpty() && !sendAndForget(PresenceKeys.REQUEST, AFTER_REQUEST, next)) {
                touches.putBack(next);
            }
            batch.clear();
        } finally {
            sending.unlock();
        }
    }

    /** Sends pending requests of {@code users}, so that later commands come after them. */
    void flush(Collection<UserId> users) {
        if (!batch.isEmpty() && users.stream().anyMatch(batch::contains)) {
            writeBatch();
        }
    }

    /** Records that users have a connection to this node. */
    void connected(Collection<UserId> users) {
        long now = clock.instant().toEpochMilli();
        if (users.size() == 1) {
            flush(users);
            UserId one = users.iterator().next();
            if (sendAndForget(node, AFTER_HEARTBEAT, Map.of(one, now))) {
                cache.invalidate(one);
                return;
            }
        }
        synchronized (heartbeats) {
            users.forEach(user -> heartbeats.put(user, now));
        }
        if (heartbeatsAreDue.compareAndSet(false, true)) {
            thread.execute(this::writeHeartbeats);
        }
    }

    /** A recent request or a connection to another node may keep the user online: the script checks. */
    void disconnected(UserId user) {
        String[] scriptKeys = {keys.of(user), keys.online()};
        String[] arguments = {
            node,
            Long.toString(clock.instant().toEpochMilli()),
            Long.toString(AFTER_REQUEST.toMillis()),
            Long.toString(AFTER_HEARTBEAT.toMillis()),
            user.toString()
        };
        flush(List.of(user));
        synchronized (heartbeats) {
            heartbeats.remove(user);
            LEAVE.sendAndForget(redis, scriptKeys, arguments);
        }
        cache.invalidate(user);
    }

    /** Writes pending requests and removes old entries. When Redis is away the rest waits for the next time. */
    private void writePending() {
        long now = clock.instant().toEpochMilli();
        redis.sendAndForget(commands -> commands.zremrangebyscore(keys.online(), Range.create(0, now)));
        cache.removeOld();
        touches.removeOld(now);
        Iterator<UserId> all = touches.users();
        boolean answered = true;
        while (answered && all.hasNext()) {
            answered = writeNext(all);
        }
    }

    /** Writes the next batch; false when Redis is away. */
    private boolean writeNext(Iterator<UserId> all) {
        Map<UserId, Long> next = Map.of();
        try {
            Runnable answer;
            sending.lock();
            try {
                writeBatch();
                next = touches.take(all, MAX_BATCH);
                answer = send(PresenceKeys.REQUEST, AFTER_REQUEST, next);
            } finally {
                sending.unlock();
            }
            answer.run();
            return true;
        } catch (Unavailable away) {
            touches.putBack(next);
            return false;
        }
    }

    /** With Redis away, waiting heartbeats are dropped: the next ones follow soon. */
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

    /** Sends the next batch; the result waits for its answer, null when no heartbeat waits. */
    private @Nullable Runnable sendHeartbeats() {
        writeBatch();
        synchronized (heartbeats) {
            if (heartbeats.isEmpty()) {
                return null;
            }
            Map<UserId, Long> next = new HashMap<>();
            Iterator<Map.Entry<UserId, Long>> waiting = heartbeats.entrySet().iterator();
            while (waiting.hasNext() && next.size() < MAX_BATCH) {
                Map.Entry<UserId, Long> heartbeat = waiting.next();
                next.put(heartbeat.getKey(), heartbeat.getValue());
                waiting.remove();
            }
            return send(node, AFTER_HEARTBEAT, next);
        }
    }

    /** Writes without waiting: later commands are executed after it. */
    private boolean sendAndForget(String field, Duration lasts, Map<UserId, Long> times) {
        return TOUCH.sendAndForget(redis, scriptKeys(times), arguments(field, lasts, times));
    }

    /** Writes; the result waits for the answer, and has to be run once. */
    private Runnable send(String field, Duration lasts, Map<UserId, Long> times) {
        if (times.isEmpty()) {
            return () -> {};
        }
        Supplier<List<Object>> sent = TOUCH.send(redis, scriptKeys(times), arguments(field, lasts, times));
        times.keySet().forEach(cache::invalidate);
        return () -> {
            var unused = sent.get();
        };
    }

    private String[] scriptKeys(Map<UserId, Long> times) {
        return Stream.concat(Stream.of(keys.online()), times.keySet().stream().map(keys::of))
                .toArray(String[]::new);
    }

    private static String[] arguments(String field, Duration lasts, Map<UserId, Long> times) {
        List<String> arguments = new ArrayList<>(2 + 3 * times.size());
        arguments.add(field);
        arguments.add(Long.toString(RETENTION.toMillis()));
        times.forEach((user, time) -> {
            arguments.add(Long.toString(time));
            arguments.add(Long.toString(time + lasts.toMillis()));
            arguments.add(user.toString());
        });
        return arguments.toArray(String[]::new);
    }

    /** Writes what is pending, and stops. Redis has executed all of it when this returns, unless Redis is away. */
    @Override
    public void close() {
        thread.close();
        writePending();
        var unused = redis.trouble(keys.probe()); // answered after everything that was sent before
    }
}
