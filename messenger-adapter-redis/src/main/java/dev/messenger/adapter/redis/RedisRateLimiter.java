package dev.messenger.adapter.redis;

import dev.messenger.application.shared.port.Limit;
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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts attempts in Redis, for all nodes together and by Redis' clock: exact sliding windows, one round trip for all limits of
 * an attempt and for all attempts that are made together (rule L1). A log of an attempt for each permit is the price of
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

    private static final int DIGEST_BYTES = 16;

    /** So that what was counted of an attempt fits into a number that Lua knows exactly. */
    private static final int MOST_LIMITS = 50;

    private final RedisConnection redis;
    private final String logs;
    private final String singles;
    private final String instance = Long.toString(new SecureRandom().nextLong(), Character.MAX_RADIX);
    private final AtomicLong counter = new AtomicLong();

    /** @param keyPrefix what the keys begin with: limiters of one prefix count together, without braces */
    public RedisRateLimiter(RedisConnection redis, String keyPrefix) {
        this.redis = redis;
        this.logs = "{" + keyPrefix + "}:rate:";
        this.singles = "{" + keyPrefix + "}:single:";
    }

    @Override
    public List<Decision> takeAll(List<Attempt> attempts) {
        List<Named> wanted = attempts.stream().map(this::named).toList();
        List<Named> asked = wanted.stream().filter(Named::isAsked).toList();
        Iterator<Reply> replies = (asked.isEmpty() ? List.<Reply>of() : replies(asked)).iterator();
        return wanted.stream()
                .map(one -> one.isAsked() ? decision(one, replies.next()) : unasked(one))
                .toList();
    }

    private Decision decision(Named attempt, Reply reply) {
        return reply.counted < 0
                ? Decision.refused(new RateLimited(Duration.of(-reply.counted, ChronoUnit.MICROS)))
                : Decision.passed(receipt(attempt, reply));
    }

    private static Decision unasked(Named attempt) {
        return attempt.never.isPositive()
                ? Decision.refused(new RateLimited(attempt.never))
                : Decision.passed(Receipt.EMPTY);
    }

    /** What is asked of a limit. */
    private record Bound(int permits, long windowMicros) {}

    /** What many attempts have in common: the script is told once. */
    private record Terms(int cost, List<Bound> bounds) {}

    /**
     * What the script wants to know of an attempt.
     *
     * @param keys one for each bound
     * @param never what costs more than a limit permits never passes; there is no better time to name than that whole window. Zero for
     *     what may pass
     */
    private record Named(List<String> keys, Terms terms, String name, Duration never) {

        boolean isAsked() {
            return !keys.isEmpty() && never.isZero();
        }
    }

    /**
     * What the script answers to an attempt.
     *
     * @param now when it was decided, in microseconds
     * @param counted a bit for each limit to which it was added, the first one lowest; or below 0, after how many microseconds it
     *     would pass
     */
    private record Reply(long now, long counted) {}

    private Named named(Attempt attempt) {
        List<String> keys = new ArrayList<>(attempt.limits().size());
        List<Bound> bounds = new ArrayList<>(attempt.limits().size());
        Duration never = Duration.ZERO;
        for (Limit limit : attempt.limits()) {
            if (isActive(limit)) {
                keys.add(key(limit));
                bounds.add(new Bound(limit.permits(), micros(limit.window())));
                if (attempt.cost() > limit.permits() && limit.window().compareTo(never) > 0) {
                    never = limit.window();
                }
            }
        }
        if (keys.size() > MOST_LIMITS) {
            throw new IllegalArgumentException("at most " + MOST_LIMITS + " limits at once, got " + keys.size());
        }
        String name =
                attempt.name() == null ? instance + "." + counter.incrementAndGet() : "once." + digest(attempt.name());
        return new Named(keys, new Terms(attempt.cost(), bounds), name, never);
    }

    private static boolean isActive(Limit limit) {
        return limit.permits() > 0 && limit.window().isPositive();
    }

    private List<Reply> replies(List<Named> wanted) {
        List<String> keys = new ArrayList<>();
        Map<Terms, String> numbers = new LinkedHashMap<>();
        List<String> attempts = new ArrayList<>();
        for (Named one : wanted) {
            keys.addAll(one.keys);
            attempts.add(numbers.computeIfAbsent(one.terms, terms -> Integer.toString(numbers.size() + 1)));
            attempts.add(one.name);
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(numbers.size()));
        numbers.keySet().forEach(terms -> addTo(arguments, terms));
        arguments.addAll(attempts);
        List<Long> answer = TAKE.run(redis, keys.toArray(String[]::new), arguments.toArray(String[]::new));
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

    private Receipt receipt(Named attempt, Reply reply) {
        if (reply.counted == 0) {
            return Receipt.EMPTY;
        }
        AtomicBoolean givenBack = new AtomicBoolean();
        return () -> {
            if (givenBack.compareAndSet(false, true)) {
                giveBack(attempt, reply);
            }
        };
    }

    private void giveBack(Named attempt, Reply reply) {
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
        GIVE_BACK.run(redis, counted.toArray(String[]::new), arguments.toArray(String[]::new));
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
