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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts attempts in Redis, for all nodes together and by Redis' clock: exact sliding windows, one round trip for all limits of
 * an attempt and for all attempts that are made at the same time (rule L1). A log of an attempt for each permit is the price of
 * exactness: it is bounded by the permits and gone when the window has passed. A limit of a single permit is one string. A
 * limit whose permits change between one and several starts to count anew.
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

    /** About 15 microseconds of Redis each: nobody else waits long for so many. */
    private static final int ATTEMPTS_AT_ONCE = 256;

    /** So that what was counted of an attempt fits into a number that Lua knows exactly. */
    private static final int MOST_LIMITS = 50;

    private final RedisConnection redis;
    private final String logs;
    private final String singles;
    private final String instance = Long.toString(new SecureRandom().nextLong(), Character.MAX_RADIX);
    private final AtomicLong attempts = new AtomicLong();
    private final CallBatcher<Attempt, Reply> together;

    /** @param keyPrefix what the keys begin with: limiters of one prefix count together, without braces */
    public RedisRateLimiter(RedisConnection redis, String keyPrefix) {
        this.redis = redis;
        this.logs = "{" + keyPrefix + "}:rate:";
        this.singles = "{" + keyPrefix + "}:single:";
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

    private Receipt count(List<Limit> limits, int cost, String name) {
        if (cost < 1) {
            throw new IllegalArgumentException("an attempt costs at least 1, got " + cost);
        }
        Attempt attempt = attempt(limits, cost, name);
        if (attempt.keys.isEmpty()) {
            return NOTHING_COUNTED;
        }
        if (attempt.keys.size() > MOST_LIMITS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_LIMITS + " limits at once, got " + attempt.keys.size());
        }
        refuseTheImpossible(limits, cost);
        Reply reply = together.call(attempt);
        if (reply.counted < 0) {
            throw new RateLimited(Duration.of(-reply.counted, ChronoUnit.MICROS));
        }
        return receipt(attempt, reply);
    }

    /** What is asked of a limit. */
    private record Bound(int permits, long windowMicros) {}

    /** What many attempts have in common: the script is told once. */
    private record Terms(int cost, List<Bound> bounds) {}

    /** What the script wants to know of an attempt: a key for each bound. */
    private record Attempt(List<String> keys, Terms terms, String name) {}

    /**
     * What the script answers to an attempt.
     *
     * @param now when it was decided, in microseconds
     * @param counted a bit for each limit to which it was added, the first one lowest; or below 0, after how many microseconds it
     *     would pass
     */
    private record Reply(long now, long counted) {}

    private Attempt attempt(List<Limit> limits, int cost, String name) {
        List<String> keys = new ArrayList<>(limits.size());
        List<Bound> bounds = new ArrayList<>(limits.size());
        for (Limit limit : limits) {
            if (isActive(limit)) {
                keys.add(key(limit));
                bounds.add(new Bound(limit.permits(), micros(limit.window())));
            }
        }
        return new Attempt(keys, new Terms(cost, bounds), name);
    }

    private static boolean isActive(Limit limit) {
        return limit.permits() > 0 && limit.window().isPositive();
    }

    private List<Reply> takeAll(List<Attempt> wanted) {
        List<String> keys = new ArrayList<>();
        Map<Terms, String> numbers = new LinkedHashMap<>();
        List<String> attempts = new ArrayList<>();
        for (Attempt one : wanted) {
            keys.addAll(one.keys);
            attempts.add(numbers.computeIfAbsent(one.terms, terms -> Integer.toString(numbers.size() + 1)));
            attempts.add(one.name);
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(numbers.size()));
        numbers.keySet().forEach(terms -> addTo(arguments, terms));
        arguments.addAll(attempts);
        List<Long> answer = TAKE.run(redis, keys, arguments);
        long now = answer.getFirst();
        return answer.stream().skip(1).map(counted -> new Reply(now, counted)).toList();
    }

    private static void addTo(List<String> arguments, Terms terms) {
        arguments.add(Integer.toString(terms.cost));
        arguments.add(Integer.toString(terms.bounds.size()));
        for (Bound bound : terms.bounds) {
            arguments.add(Integer.toString(bound.permits));
            arguments.add(Long.toString(bound.windowMicros));
            arguments.add(Long.toString(Math.ceilDiv(bound.windowMicros, 1000)));
        }
    }

    /** What costs more than a limit permits never passes; there is no better time to name than a whole window. */
    private static void refuseTheImpossible(List<Limit> limits, int cost) {
        Duration longest = Duration.ZERO;
        for (Limit limit : limits) {
            if (isActive(limit) && cost > limit.permits() && limit.window().compareTo(longest) > 0) {
                longest = limit.window();
            }
        }
        if (longest.isPositive()) {
            throw new RateLimited(longest);
        }
    }

    private Receipt receipt(Attempt attempt, Reply reply) {
        if (reply.counted == 0) {
            return NOTHING_COUNTED;
        }
        AtomicBoolean givenBack = new AtomicBoolean();
        return () -> {
            if (givenBack.compareAndSet(false, true)) {
                giveBack(attempt, reply);
            }
        };
    }

    private void giveBack(Attempt attempt, Reply reply) {
        List<String> counted = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(attempt.terms.cost));
        arguments.add(attempt.name);
        arguments.add(Long.toString(reply.now));
        for (int i = 0; i < attempt.keys.size(); i++) {
            if ((reply.counted >> i & 1) == 1) {
                counted.add(attempt.keys.get(i));
                arguments.add(Integer.toString(attempt.terms.bounds.get(i).permits));
            }
        }
        GIVE_BACK.run(redis, counted, arguments);
    }

    /** The two shapes of a window never meet under one key, whatever the permits were before. */
    private String key(Limit limit) {
        return (limit.permits() == 1 ? singles : logs) + limit.name() + ":" + digest(limit.subject());
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
