package dev.messenger.application.account;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.CodeGuesses;
import dev.messenger.application.account.port.CodeGuesses.Guesses;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong second factors by account, with growing pauses (rule A19). A known device has a count of its own, and all others share
 * one, so that guessing does not lock out who signed in before.
 */
final class GuessedCodes {

    /** The code of the refusal of a wrong second factor. */
    static final String WRONG = "otp_invalid";

    /** So many wrong ones have no pause behind them, but for the last. */
    private static final int FREE = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** So long after the last wrong one, the count starts anew. */
    static final Duration MEMORY = Duration.ofDays(1);

    private static final String UNKNOWN_NETWORKS = "";

    private final CodeGuesses guesses;
    private final Accounts accounts;
    private final KnownDevices devices;
    private final AccountNotices notices;
    private final Transactions transactions;
    private final InstantSource clock;

    GuessedCodes(
            CodeGuesses guesses,
            Accounts accounts,
            KnownDevices devices,
            AccountNotices notices,
            Transactions transactions,
            InstantSource clock) {
        this.guesses = guesses;
        this.accounts = accounts;
        this.devices = devices;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** See {@link SecondFactor#counted}. */
    <T extends @Nullable Object> T counted(UserId user, Device device, Supplier<T> attempt) {
        String network = devices.isKnown(user, device) ? device.network() : UNKNOWN_NETWORKS;
        int number = count(user, network);
        try {
            T result = attempt.get();
            guesses.remove(user, network);
            return result;
        } catch (MessengerException refusal) {
            if (number == FREE && refusal.code().equals(WRONG)) {
                tell(user, device);
            }
            throw refusal;
        }
    }

    /** Returns the number of this attempt in a row. */
    private int count(UserId user, String network) {
        Instant now = clock.instant();
        Guesses before = guesses.change(user, network, last -> next(last, now));
        if (before.openAt().isAfter(now)) {
            throw new RateLimited(Duration.between(now, before.openAt()));
        }
        return numberAfter(before, now);
    }

    private static Guesses next(Guesses last, Instant now) {
        if (last.openAt().isAfter(now)) {
            return last;
        }
        int number = numberAfter(last, now);
        return new Guesses(number, now, now.plus(pauseAfter(number)));
    }

    private static int numberAfter(Guesses last, Instant now) {
        return last.lastAt().plus(MEMORY).isAfter(now) ? last.number() + 1 : 1;
    }

    private static Duration pauseAfter(int number) {
        if (number < FREE) {
            return Duration.ZERO;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(number - FREE, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void tell(UserId user, Device device) {
        transactions.run(
                () -> accounts.find(user).ifPresent(account -> notices.add(account, Kind.CODES_GUESSED, device)));
    }
}
