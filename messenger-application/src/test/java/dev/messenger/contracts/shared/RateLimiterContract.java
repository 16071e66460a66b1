package dev.messenger.contracts.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.contracts.PortContract;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts attempts in sliding windows (rule L1). */
@Tag("L1")
@PortContract(RateLimiter.class)
public interface RateLimiterContract {

    /** The limiter under test: the same counts at each call within a test. */
    RateLimiter limiter();

    /** Moves the time of {@link #limiter()} on, without waiting. */
    void pass(Duration time);

    /** A limit for a subject that no other test uses. */
    default Limit limit(int permits, Duration window) {
        return new Limit("contract", Unique.name("s"), permits, window);
    }

    /** Whether one more attempt passes. It is given back. */
    default boolean passes(Limit limit) {
        try {
            limiter().take(List.of(limit), 1).giveBack();
            return true;
        } catch (RateLimited refused) {
            return false;
        }
    }

    @Test
    default void passesWithoutAnyLimit() {
        assertThatCode(() -> limiter().take(List.of(), 1).giveBack()).doesNotThrowAnyException();
        assertThatCode(() -> limiter().takeOnce(List.of(), "a").giveBack()).doesNotThrowAnyException();
    }

    @Test
    default void passesAsManyAsPermittedAndNotOneMore() {
        Limit limit = limit(3, Duration.ofMinutes(1));
        for (int i = 1; i <= 3; i++) {
            assertThatCode(() -> limiter().take(List.of(limit), 1))
                    .as("attempt %d of 3", i)
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> limiter().take(List.of(limit), 1))
                .as("attempt 4 of 3")
                .isInstanceOf(RateLimited.class);
    }

    @Test
    default void countsSubjectsAndNamesApart() {
        Limit one = limit(1, Duration.ofMinutes(1));
        limiter().take(List.of(one), 1);

        assertThat(passes(new Limit(one.name(), one.subject() + "x", 1, one.window())))
                .as("another subject is counted apart")
                .isTrue();
        assertThat(passes(new Limit("other", one.subject(), 1, one.window())))
                .as("another limit on the same subject is counted apart")
                .isTrue();
    }

    @Test
    default void zeroPermitsIsOff() {
        Limit off = limit(0, Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            assertThat(passes(off)).as("a limit of zero permits is off").isTrue();
        }
    }

    @Test
    default void slidesAndDoesNotJump() {
        Limit limit = limit(2, Duration.ofSeconds(60));
        limiter().take(List.of(limit), 1);
        pass(Duration.ofSeconds(40));
        limiter().take(List.of(limit), 1);
        pass(Duration.ofSeconds(19));
        assertThat(passes(limit)).as("59 s on the first attempt still counts").isFalse();

        pass(Duration.ofSeconds(1));
        assertThat(passes(limit)).as("60 s on the first attempt counts no more").isTrue();
        limiter().take(List.of(limit), 1);
        assertThat(passes(limit))
                .as("the second attempt, of 20 s ago, still counts")
                .isFalse();

        pass(Duration.ofSeconds(60));
        limiter().take(List.of(limit), 2);
        assertThat(passes(limit))
                .as("a whole window later all permits were free, and no more")
                .isFalse();
    }

    @Test
    default void saysWhenTheSameWouldPass() {
        Limit limit = limit(2, Duration.ofSeconds(60));
        limiter().take(List.of(limit), 1);
        pass(Duration.ofSeconds(10));
        limiter().take(List.of(limit), 1);

        assertThat(retryAfter(limit, 1))
                .as("until the oldest attempt is 60 s old")
                .isBetween(49L, 50L);
        assertThat(retryAfter(limit, 2)).as("until both attempts are 60 s old").isBetween(59L, 60L);
        pass(Duration.ofSeconds(50));
        assertThat(passes(limit)).as("after that time it passes").isTrue();
    }

    @Test
    default void aCostBeyondThePermitsIsRefusedAndDoesNotCount() {
        Limit limit = limit(3, Duration.ofSeconds(60));
        limiter().take(List.of(limit), 2);

        assertThat(retryAfter(limit, 4)).as("more than the limit ever permits").isPositive();
        assertThatThrownBy(() -> limiter().take(List.of(limit), 2)).isInstanceOf(RateLimited.class);
        assertThatCode(() -> limiter().take(List.of(limit), 1))
                .as("what was refused did not count")
                .doesNotThrowAnyException();
    }

    @Test
    default void whatIsRefusedDoesNotCount() {
        Limit limit = limit(1, Duration.ofSeconds(60));
        limiter().take(List.of(limit), 1);
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(10));
            assertThat(passes(limit)).isFalse();
        }
        pass(Duration.ofSeconds(10));
        assertThat(passes(limit))
                .as("who keeps knocking is let in when the one counted attempt is old")
                .isTrue();
    }

    @Test
    default void countsAgainstAllLimitsOrNone() {
        Limit wide = limit(2, Duration.ofMinutes(1));
        Limit narrow = limit(1, Duration.ofMinutes(1));
        limiter().take(List.of(wide, narrow), 1);
        assertThatThrownBy(() -> limiter().take(List.of(wide, narrow), 1)).isInstanceOf(RateLimited.class);

        assertThatCode(() -> limiter().take(List.of(wide), 1))
                .as("the narrow limit refused, so the wide one did not count")
                .doesNotThrowAnyException();
        assertThat(passes(wide)).isFalse();
    }

    @Test
    default void givesBackExactlyWhatWasTaken() {
        Limit limit = limit(2, Duration.ofMinutes(1));
        limiter().take(List.of(limit), 1);
        RateLimiter.Receipt second = limiter().take(List.of(limit), 1);
        second.giveBack();
        second.giveBack();

        limiter().take(List.of(limit), 1);
        assertThat(passes(limit))
                .as("giving back twice frees one permit, not two")
                .isFalse();
    }

    @Test
    default void aRetryIsCountedOnce() {
        Limit limit = limit(1, Duration.ofMinutes(1));
        limiter().takeOnce(List.of(limit), "first");

        assertThatCode(() -> limiter().takeOnce(List.of(limit), "first"))
                .as("the same attempt passes a limit that is used up by itself")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> limiter().takeOnce(List.of(limit), "second"))
                .as("another attempt does not")
                .isInstanceOf(RateLimited.class);
    }

    @Test
    default void aRetryGivesBackNothingOfTheFirst() {
        Limit limit = limit(1, Duration.ofMinutes(1));
        limiter().takeOnce(List.of(limit), "first");
        limiter().takeOnce(List.of(limit), "first").giveBack();

        assertThat(passes(limit))
                .as("the retry counted nothing, so it has nothing to give back")
                .isFalse();
    }

    @Test
    default void anAttemptThatWasGivenBackIsForgotten() {
        Limit limit = limit(1, Duration.ofMinutes(1));
        limiter().takeOnce(List.of(limit), "first").giveBack();
        limiter().takeOnce(List.of(limit), "second");

        assertThatThrownBy(() -> limiter().takeOnce(List.of(limit), "first"))
                .as("the first attempt counts no more, so it does not pass")
                .isInstanceOf(RateLimited.class);
    }

    @Test
    default void aRetryCountsAnewWhereItExpired() {
        Limit brief = limit(1, Duration.ofSeconds(2));
        Limit lasting = limit(1, Duration.ofSeconds(60));
        limiter().takeOnce(List.of(brief, lasting), "first");
        pass(Duration.ofSeconds(3));

        RateLimiter.Receipt retry = limiter().takeOnce(List.of(brief, lasting), "first");
        assertThat(passes(brief))
                .as("it counts against the limit that had forgotten it")
                .isFalse();
        retry.giveBack();
        assertThat(passes(brief)).as("which gets it back").isTrue();
        assertThat(passes(lasting))
                .as("while the other limit keeps the first count")
                .isFalse();
    }

    @Test
    default void aRetryCountsAnewWhereItExpiredAmongOthers() {
        Limit limit = limit(4, Duration.ofSeconds(60));
        limiter().takeOnce(List.of(limit), "first");
        pass(Duration.ofSeconds(40));
        limiter().take(List.of(limit), 1);
        pass(Duration.ofSeconds(20));

        RateLimiter.Receipt retry = limiter().takeOnce(List.of(limit), "first");
        limiter().take(List.of(limit), 2);
        assertThat(passes(limit)).as("the retry is the second of four").isFalse();
        retry.giveBack();
        assertThat(passes(limit)).as("the retry was counted by itself").isTrue();
    }

    @Test
    default void aRetryCountsForAWindowOfItsOwnWhereItExpired() {
        for (int permits = 1; permits <= 2; permits++) {
            Limit limit = limit(permits, Duration.ofSeconds(60));
            limiter().takeOnce(List.of(limit), "first");
            pass(Duration.ofSeconds(60));
            limiter().takeOnce(List.of(limit), "first");
            pass(Duration.ofSeconds(59));

            assertThatThrownBy(() -> limiter().take(List.of(limit), limit.permits()))
                    .as("59 s after its second count, of %d permits", permits)
                    .isInstanceOf(RateLimited.class);
            pass(Duration.ofSeconds(1));
            assertThatCode(() -> limiter().take(List.of(limit), limit.permits()))
                    .as("60 s after its second count, of %d permits", permits)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    default void aRetryPassesAFullLimitThatCountsIt() {
        Limit limit = limit(3, Duration.ofSeconds(60));
        limiter().takeOnce(List.of(limit), "first");
        limiter().take(List.of(limit), 2);
        limiter().takeOnce(List.of(limit), "first").giveBack();

        assertThat(passes(limit))
                .as("the retry was not counted, and gave nothing back")
                .isFalse();
    }

    @Test
    default void whatExpiredMakesRoomInAFullLimit() {
        Limit limit = limit(3, Duration.ofSeconds(60));
        limiter().take(List.of(limit), 1);
        pass(Duration.ofSeconds(30));
        limiter().take(List.of(limit), 2);
        pass(Duration.ofSeconds(30));

        assertThat(retryAfter(limit, 2))
                .as("one place is free: for two, another 30 s")
                .isBetween(29L, 30L);
        limiter().take(List.of(limit), 1);
        assertThat(retryAfter(limit, 1)).as("now none is").isBetween(29L, 30L);
    }

    @Test
    default void allOfAHigherCostIsCountedAndGivenBack() {
        Limit limit = limit(5, Duration.ofSeconds(60));
        RateLimiter.Receipt three = limiter().take(List.of(limit), 3);
        assertThatThrownBy(() -> limiter().take(List.of(limit), 3)).isInstanceOf(RateLimited.class);
        limiter().take(List.of(limit), 2);
        three.giveBack();

        limiter().take(List.of(limit), 3);
        assertThat(passes(limit)).as("three were given back, and taken again").isFalse();
    }

    @Test
    default void whatOneLimitRefusesIsUnknownToTheOthers() {
        Limit single = limit(1, Duration.ofMinutes(1));
        Limit several = limit(2, Duration.ofMinutes(1));
        Limit full = limit(1, Duration.ofMinutes(1));
        limiter().take(List.of(full), 1);
        List<Limit> fullLast = List.of(single, several, full);
        List<Limit> fullFirst = List.of(full, several, single);
        assertThatThrownBy(() -> limiter().takeOnce(fullLast, "refused")).isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> limiter().takeOnce(fullFirst, "refused")).isInstanceOf(RateLimited.class);

        limiter().take(List.of(several), 2);
        limiter().take(List.of(single), 1);
        assertThatThrownBy(() -> limiter().takeOnce(List.of(several), "refused"))
                .as("the name does not count, so it does not pass a full limit")
                .isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> limiter().takeOnce(List.of(single), "refused"))
                .as("nor one of a single permit")
                .isInstanceOf(RateLimited.class);
    }

    @Test
    default void aRefusalLeavesASinglePermitAsItWas() {
        Limit free = limit(1, Duration.ofMinutes(1));
        Limit taken = limit(1, Duration.ofMinutes(1));
        Limit full = limit(2, Duration.ofMinutes(1));
        limiter().take(List.of(full), 2);
        limiter().takeOnce(List.of(taken), "first");
        List<Limit> fullLast = List.of(free, taken, full);
        List<Limit> fullFirst = List.of(full, taken, free);
        assertThatThrownBy(() -> limiter().takeOnce(fullLast, "first")).isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> limiter().takeOnce(fullFirst, "first")).isInstanceOf(RateLimited.class);

        assertThat(passes(free)).as("it was not counted").isTrue();
        assertThat(passes(taken)).as("what counted before counts still").isFalse();
        assertThatCode(() -> limiter().takeOnce(List.of(taken), "first"))
                .as("and by its name")
                .doesNotThrowAnyException();
    }

    @Test
    default void ofManyAtOnceExactlyThePermittedPass() {
        Limit limit = limit(5, Duration.ofMinutes(1));
        long passed = Together.run(16, number -> limiter().take(List.of(limit), 1)).stream()
                .filter(Together.Outcome::succeeded)
                .count();

        assertThat(passed).as("16 at once against 5 permits").isEqualTo(5);
    }

    @Test
    default void ofManyRetriesAtOnceOneCounts() {
        Limit limit = limit(2, Duration.ofMinutes(1));
        Together.succeed(8, number -> limiter().takeOnce(List.of(limit), "same"));

        limiter().take(List.of(limit), 1);
        assertThat(passes(limit)).as("8 retries at once took one permit of 2").isFalse();
    }

    @Test
    default void ofNoneNothingBecomes() {
        assertThat(limiter().takeAll(List.of())).isEmpty();
    }

    @Test
    default void severalAreDecidedOneAfterTheOther() {
        Limit narrow = limit(1, Duration.ofMinutes(1));
        Limit wide = limit(5, Duration.ofMinutes(1));
        Limit off = limit(0, Duration.ofMinutes(1));
        List<RateLimiter.Decision> decisions = limiter()
                .takeAll(List.of(
                        new RateLimiter.Attempt(List.of(narrow, wide), 1, "first"),
                        new RateLimiter.Attempt(List.of(narrow, wide), 1, "second"),
                        new RateLimiter.Attempt(List.of(narrow, wide), 1, "first"),
                        new RateLimiter.Attempt(List.of(off), 9, null),
                        new RateLimiter.Attempt(List.of(wide), 6, null),
                        new RateLimiter.Attempt(List.of(wide), 4, null)));

        assertThat(decisions)
                .extracting(decision -> decision.refusal() == null)
                .as("the second finds the first; the first again counts already; no limit; never; what is left")
                .containsExactly(true, false, true, true, false, true);
        assertThat(passes(wide)).isFalse();
        decisions.get(2).receipt().giveBack();
        assertThat(passes(narrow)).as("the retry counted nothing").isFalse();
        decisions.getLast().receipt().giveBack();
        decisions.getFirst().receipt().giveBack();
        assertThat(passes(narrow)).isTrue();
        limiter().take(List.of(wide), 5);
    }

    @Test
    default void anAttemptCostsSomething() {
        assertThatThrownBy(() -> limiter().take(List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimiter.Attempt(List.of(), 2, "a retry of two"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long retryAfter(Limit limit, int cost) {
        RateLimited refused =
                catchThrowableOfType(RateLimited.class, () -> limiter().take(List.of(limit), cost));
        assertThat(refused).as("%d more are refused", cost).isNotNull();
        return refused.retryAfterSeconds();
    }
}
