package dev.messenger.adapter.inmemory.shared;

import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the attempts of one process. Stores each attempt until its window has passed, so that windows slide exactly.
 * Thread-safe.
 */
public final class InMemoryRateLimiter implements RateLimiter {

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Subject, List<Counted>> attempts = new HashMap<>();
    private Instant nextSweep = Instant.MIN;

    public InMemoryRateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    private record Subject(String limit, String subject) {

        static Subject of(Limit limit) {
            return new Subject(limit.name(), limit.subject());
        }
    }

    /** Counted until {@code end}. Not a record: two attempts at the same instant are not equal. */
    private static final class Counted {

        private final Instant end;
        private final @Nullable String name;

        Counted(Instant end, @Nullable String name) {
            this.end = end;
            this.name = name;
        }
    }

    private record Taken(Subject subject, List<Counted> attempts) {}

    @Override
    public List<Decision> takeAll(List<Attempt> wanted) {
        return wanted.stream().map(this::take).toList();
    }

    private synchronized Decision take(Attempt wanted) {
        Instant now = clock.instant();
        sweep(now);
        String name = wanted.name();
        List<Limit> open = new ArrayList<>();
        Duration wait = Duration.ZERO;
        for (Limit limit : wanted.limits()) {
            List<Counted> counted = countedAt(now, Subject.of(limit));
            boolean before = name != null && counted.stream().anyMatch(attempt -> name.equals(attempt.name));
            if (limit.permits() > 0 && !before) {
                open.add(limit);
                wait = max(wait, waitFor(limit, counted, wanted.cost(), now));
            }
        }
        if (wait.isPositive()) {
            return Decision.refused(new RateLimited(wait));
        }
        List<Taken> taken = new ArrayList<>();
        for (Limit limit : open) {
            taken.add(count(limit, wanted.cost(), name, now));
        }
        return Decision.passed(() -> giveBack(taken));
    }

    /** The attempts that still count, oldest first. */
    private List<Counted> countedAt(Instant now, Subject subject) {
        List<Counted> all = attempts.getOrDefault(subject, List.of());
        return all.stream().filter(attempt -> attempt.end.isAfter(now)).toList();
    }

    private static Duration waitFor(Limit limit, List<Counted> counted, int cost, Instant now) {
        int tooMany = counted.size() + cost - limit.permits();
        if (tooMany <= 0) {
            return Duration.ZERO;
        }
        return tooMany <= counted.size() ? Duration.between(now, counted.get(tooMany - 1).end) : limit.window();
    }

    private Taken count(Limit limit, int cost, @Nullable String name, Instant now) {
        List<Counted> fresh = new ArrayList<>();
        for (int i = 0; i < cost; i++) {
            fresh.add(new Counted(now.plus(limit.window()), name));
        }
        Subject subject = Subject.of(limit);
        List<Counted> all = new ArrayList<>(countedAt(now, subject));
        all.addAll(fresh);
        attempts.put(subject, all);
        return new Taken(subject, fresh);
    }

    private synchronized void giveBack(List<Taken> taken) {
        for (Taken one : taken) {
            attempts.computeIfPresent(one.subject(), (subject, all) -> {
                List<Counted> left = new ArrayList<>(all);
                left.removeAll(one.attempts());
                return left.isEmpty() ? null : left;
            });
        }
    }

    /** Removes, once a minute, subjects whose attempts no longer count. */
    private void sweep(Instant now) {
        if (now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(SWEEP_EVERY);
        attempts.values().removeIf(all -> all.stream().noneMatch(attempt -> attempt.end.isAfter(now)));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
