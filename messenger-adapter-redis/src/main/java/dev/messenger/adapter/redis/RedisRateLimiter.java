package dev.messenger.adapter.redis;

import dev.messenger.application.shared.CallBatcher;
import dev.messenger.application.shared.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unavailable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Counts attempts in Redis, for all nodes together and by Redis' clock: exact sliding windows, one round trip for all limits of
 * an attempt and for all attempts that are made at the same time (rule L1). A log of an attempt for each permit is the price of
 * exactness: it is bounded by the permits and gone when the window has passed.
 *
 * <p>Subjects and attempts (addresses, emails, texts of messages) go into keys and members as digests, so that they are short and
 * show up in no dump. All keys of a prefix are in one hash slot, as one script works on several of them.
 *
 * <p>Every method throws {@link Unavailable} when Redis is away: see {@link RateLimiterWithFallback}.
 */
public final class RedisRateLimiter implements RateLimiter {

    private static final RedisScript TAKE = RedisScript.named("take.lua");
    private static final RedisScript GIVE_BACK = RedisScript.named("give_back.lua");

    private static final Receipt NOTHING_COUNTED = () -> {};
    private static final int DIGEST_BYTES = 16;

    /** About 25 microseconds of Redis each: nobody else waits long for so many. */
    private static final int ATTEMPTS_AT_ONCE = 256;

    private final RedisConnection redis;
    private final String keyPrefix;
    private final String instance = Long.toString(new SecureRandom().nextLong(), Character.MAX_RADIX);
    private final AtomicLong attempts = new AtomicLong();
    private final CallBatcher<Attempt, List<Long>> together;

    /** @param keyPrefix what the keys begin with: limiters of one prefix count together, without braces */
    public RedisRateLimiter(RedisConnection redis, String keyPrefix) {
        this.redis = redis;
        this.keyPrefix = "{" + keyPrefix + "}:rate:";
        this.together = new CallBatcher<>(this::takeAll, Attempt::name, ATTEMPTS_AT_ONCE);
    }

    @Override
    public Receipt take(List<Limit> limits, int cost) {
        return count(limits, cost, instance + "." + attempts.incrementAndGet());
    }

    @Override
    public Receipt takeOnce(List<Limit> limits, String attempt) {
        return count(limits, 1, "once." + digest(attempt));
    }

    private Receipt count(List<Limit> limits, int cost, String attempt) {
        if (cost < 1) {
            throw new IllegalArgumentException("an attempt costs at least 1, got " + cost);
        }
        List<Limit> active = limits.stream()
                .filter(limit -> limit.permits() > 0 && limit.window().isPositive())
                .toList();
        if (active.isEmpty()) {
            return NOTHING_COUNTED;
        }
        refuseTheImpossible(active, cost);
        Attempt wanted =
                new Attempt(active.stream().map(this::key).toList(), arguments(active, cost, attempt), attempt);
        List<Long> reply = together.call(wanted);
        if (reply.getFirst() == 0) {
            throw new RateLimited(Duration.of(reply.get(1), ChronoUnit.MICROS));
        }
        return receipt(wanted.keys, cost, attempt, reply);
    }

    /** What the script wants to know of an attempt. */
    private record Attempt(List<String> keys, List<String> arguments, String name) {}

    private List<List<Long>> takeAll(List<Attempt> wanted) {
        List<String> keys = wanted.stream().flatMap(one -> one.keys.stream()).toList();
        List<String> arguments =
                wanted.stream().flatMap(one -> one.arguments.stream()).toList();
        return TAKE.run(redis, keys, arguments);
    }

    /** What costs more than a limit permits never passes; there is no better time to name than a whole window. */
    private static void refuseTheImpossible(List<Limit> limits, int cost) {
        limits.stream()
                .filter(limit -> cost > limit.permits())
                .map(Limit::window)
                .max(Duration::compareTo)
                .ifPresent(window -> {
                    throw new RateLimited(window);
                });
    }

    private static List<String> arguments(List<Limit> limits, int cost, String attempt) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(limits.size()));
        arguments.add(Integer.toString(cost));
        arguments.add(attempt);
        for (Limit limit : limits) {
            arguments.add(Integer.toString(limit.permits()));
            arguments.add(Long.toString(micros(limit.window())));
        }
        return arguments;
    }

    private Receipt receipt(List<String> keys, int cost, String attempt, List<Long> reply) {
        List<String> counted = IntStream.range(0, keys.size())
                .filter(i -> reply.get(i + 2) == 1)
                .mapToObj(keys::get)
                .toList();
        if (counted.isEmpty()) {
            return NOTHING_COUNTED;
        }
        List<String> arguments =
                List.of(Integer.toString(cost), attempt, reply.get(1).toString());
        AtomicBoolean givenBack = new AtomicBoolean();
        return () -> {
            if (givenBack.compareAndSet(false, true)) {
                GIVE_BACK.run(redis, counted, arguments);
            }
        };
    }

    private String key(Limit limit) {
        return keyPrefix + limit.name() + ":" + digest(limit.subject());
    }

    private static long micros(Duration duration) {
        return Math.max(1, duration.toNanos() / 1000);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
