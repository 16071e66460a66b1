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
 * all attempts that are made together (rule L1). A window is a log with an entry for each permit in use, which expires with the
 * window; a window of a single permit is one string. A limit whose permits change between one and several starts to count anew.
 *
 * <p>Keys and members contain digests of subjects and attempts (addresses, emails, texts of messages): they are short, and a dump
 * of Redis does not show the originals. All keys of a prefix are in one hash slot, as one script works on several of them.
 *
 * <p>Every method throws {@link Unavailable} when Redis is away: see {@link RateLimiterWithFallback}. Thread-safe.
 */
public final class RedisRateLimiter implements RateLimiter {

    private static final RedisScript TAKE = RedisScript.named("take.lua");
    private static final RedisScript GIVE_BACK = RedisScript.named("give_back.lua");

    private static final int DIGEST_BYTES = 16;

    /** The limits of an attempt are bits of a number that Lua represents exactly. */
    private static final int MAX_LIMITS = 50;

    private final RedisConnection redis;
    private final String logs;
    private final String singles;
    private final String instance = Long.toString(new SecureRandom().nextLong(), Character.MAX_RADIX);
    private final AtomicLong counter = new AtomicLong();

    /** @param keyPrefix prefix of the keys, without braces: limiters count together by sharing it */
    public RedisRateLimiter(RedisConnection redis, String keyPrefix) {
        this.redis = redis;
        this.logs = "{" + keyPrefix + "}:rate:";
        this.singles = "{" + keyPrefix + "}:single:";
    }

    @Override
    public List<Decision> takeAll(List<Attempt> attempts) {
        List<Request> requests = attempts.stream().map(this::request).toList();
        List<Request> sent = requests.stream().filter(Request::isSent).toList();
        Iterator<Reply> replies = (sent.isEmpty() ? List.<Reply>of() : replies(sent)).iterator();
        return requests.stream()
                .map(one -> one.isSent() ? decision(one, replies.next()) : localDecision(one))
                .toList();
    }

    private Decision decision(Request attempt, Reply reply) {
        return reply.counted < 0
                ? Decision.refused(new RateLimited(Duration.of(-reply.counted, ChronoUnit.MICROS)))
                : Decision.passed(receipt(attempt, reply));
    }

    private static Decision localDecision(Request attempt) {
        return attempt.never.isPositive()
                ? Decision.refused(new RateLimited(attempt.never))
                : Decision.passed(Receipt.EMPTY);
    }

    /** The script's view of a limit. */
    private record Bound(int permits, long windowMicros) {}

    /** The arguments that attempts share, which are sent once. */
    private record Terms(int cost, List<Bound> bounds) {}

    /**
     * The script's view of an attempt.
     *
     * @param keys one for each bound
     * @param never the window to report for an attempt that costs more than a limit permits, and so never passes; zero for others
     */
    private record Request(List<String> keys, Terms terms, String name, Duration never) {

        boolean isSent() {
            return !keys.isEmpty() && never.isZero();
        }
    }

    /**
     * The script's answer to an attempt.
     *
     * @param now the time of the decision, in microseconds
     * @param counted a bit for each limit to which it was added, the first one lowest; negative when refused, with the number of
     *     microseconds after which it would pass
     */
    private record Reply(long now, long counted) {}

    private Request request(Attempt attempt) {
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
        if (keys.size() > MAX_LIMITS) {
            throw new IllegalArgumentException("at most " + MAX_LIMITS + " limits at once, got " + keys.size());
        }
        String name =
                attempt.name() == null ? instance + "." + counter.incrementAndGet() : "once." + digest(attempt.name());
        return new Request(keys, new Terms(attempt.cost(), bounds), name, never);
    }

    private static boolean isActive(Limit limit) {
        return limit.permits() > 0 && limit.window().isPositive();
    }

    private List<Reply> replies(List<Request> requests) {
        List<String> keys = new ArrayList<>();
        Map<Terms, String> numbers = new LinkedHashMap<>();
        List<String> attempts = new ArrayList<>();
        for (Request one : requests) {
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

    private Receipt receipt(Request attempt, Reply reply) {
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

    private void giveBack(Request attempt, Reply reply) {
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
