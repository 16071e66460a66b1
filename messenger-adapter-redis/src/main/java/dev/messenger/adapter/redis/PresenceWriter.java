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
 * Writes down who is there. Requests of about the same time go out with one call, without waiting, since a call of its own costs
 * several times what a user in it does. Many are written on a thread of its own, a portion after the other, each when the one
 * before was answered: all at once would fill the queue to Redis, which others need too. Thread-safe.
 */
final class PresenceWriter implements AutoCloseable {

    private static final RedisScript TOUCH = RedisScript.named("touch.lua");
    private static final RedisScript LEAVE = RedisScript.named("leave.lua");

    /** How long the last sight of someone is remembered. */
    private static final Duration MEMORY = Duration.ofDays(365);

    /** How long a request waits for others to be written with: nobody at another node notices. */
    private static final Duration GATHERED = Duration.ofMillis(20);

    /** So many are written with one call, which takes Redis about half a millisecond: for so long it does nothing else. */
    private static final int WRITTEN_AT_ONCE = 200;

    private final RedisConnection redis;
    private final PresenceKeys keys;
    private final PresenceCache glances;
    private final InstantSource clock;
    private final String node = PresenceKeys.NODE + UUID.randomUUID();
    private final PendingTouches touches = new PendingTouches();

    /** Requests are taken and sent under it, so that none overtakes a later one of its user. Virtual threads may wait for it. */
    private final Lock sending = new ReentrantLock();

    /** Whose requests are to be written soon. It is changed under the lock; who has left it was sent. */
    private final Set<UserId> soon = ConcurrentHashMap.newKeySet();

    /** Whether the thread will come for them; under the lock. */
    private boolean soonIsSet;

    /** Heartbeats that wait for the thread. Who disconnects is taken out: none is sent behind the word that someone left. */
    private final Map<UserId, Long> heartbeats = new LinkedHashMap<>();

    private final AtomicBoolean heartbeatsAreDue = new AtomicBoolean();
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("presence").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** @param glances are forgotten of whoever is written down */
    PresenceWriter(RedisConnection redis, PresenceKeys keys, PresenceCache glances, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.glances = glances;
        this.clock = clock;
        long pause = PendingTouches.COALESCE.toMillis() / 2;
        Future<?> unused = thread.scheduleWithFixedDelay(this::writeLate, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** {@code user} made a request. */
    void touch(UserId user) {
        if (touches.add(user, clock.instant().toEpochMilli())) {
            gather(user);
            glances.forget(user);
        }
    }

    private void gather(UserId user) {
        sending.lock();
        try {
            soon.add(user);
            if (soon.size() >= WRITTEN_AT_ONCE) {
                writeSoon();
            } else if (!soonIsSet) {
                soonIsSet = true;
                Future<?> unused = thread.schedule(this::writeGathered, GATHERED.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            sending.unlock();
        }
    }

    private void writeGathered() {
        sending.lock();
        try {
            soonIsSet = false;
            writeSoon();
        } finally {
            sending.unlock();
        }
    }

    /** Sends the requests that wait for others, without waiting for an answer. What cannot be sent now is tried again. */
    private void writeSoon() {
        sending.lock();
        try {
            Map<UserId, Long> portion = touches.take(soon.iterator(), WRITTEN_AT_ONCE);
            if (!portion.isEmpty() && !tell(PresenceKeys.REQUEST, AFTER_REQUEST, portion)) {
                touches.putBack(portion);
            }
            soon.clear();
        } finally {
            sending.unlock();
        }
    }

    /** What is sent from now on is behind the requests of these. */
    void writeBefore(Collection<UserId> users) {
        if (!soon.isEmpty() && users.stream().anyMatch(soon::contains)) {
            writeSoon();
        }
    }

    /** These have a connection to this node. */
    void connected(Collection<UserId> users) {
        long now = clock.instant().toEpochMilli();
        if (users.size() == 1) {
            writeBefore(users);
            UserId one = users.iterator().next();
            if (tell(node, AFTER_HEARTBEAT, Map.of(one, now))) {
                glances.forget(one);
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
        writeBefore(List.of(user));
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
        touches.forgetOld(now);
        Iterator<UserId> all = touches.users();
        boolean answered = true;
        while (answered && all.hasNext()) {
            answered = writeNext(all);
        }
    }

    /** Writes the next portion; false when Redis is away. */
    private boolean writeNext(Iterator<UserId> all) {
        Map<UserId, Long> portion = Map.of();
        try {
            Runnable answer;
            sending.lock();
            try {
                writeSoon();
                portion = touches.take(all, WRITTEN_AT_ONCE);
                answer = send(PresenceKeys.REQUEST, AFTER_REQUEST, portion);
            } finally {
                sending.unlock();
            }
            answer.run();
            return true;
        } catch (Unavailable away) {
            touches.putBack(portion);
            return false;
        }
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
        writeSoon();
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

    /** Writes down without waiting: what is asked from now on is answered behind it. */
    private boolean tell(String field, Duration lasts, Map<UserId, Long> moments) {
        return TOUCH.tell(redis, places(moments), arguments(field, lasts, moments));
    }

    /** Writes down; what is returned waits for the answer, and is to be run once. */
    private Runnable send(String field, Duration lasts, Map<UserId, Long> moments) {
        if (moments.isEmpty()) {
            return () -> {};
        }
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

    /** Writes what was held back, and stops writing: all of it was carried out when this returns, unless Redis is away. */
    @Override
    public void close() {
        thread.close();
        writeLate();
        boolean unused = redis.isHealthy(); // answered behind what was told
    }
}
