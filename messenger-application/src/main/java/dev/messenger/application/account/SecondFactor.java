package dev.messenger.application.account;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.application.shared.port.SecretBox;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.RateLimited;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks second factors and uses them up, and counts wrong ones (rules A3, A9, A19). */
public final class SecondFactor {

    /** A sealed secret is bound to an account and this purpose. */
    private static final String CONTEXT = "totp:";

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private final TwoFactors factors;
    private final OneTimeCodes codes;
    private final SecretBox box;
    private final GuessedCodes guessed;
    private final InstantSource clock;

    SecondFactor(TwoFactors factors, SecurityPorts security, GuessedCodes guessed, InstantSource clock) {
        this.factors = factors;
        this.codes = security.codes();
        this.box = security.box();
        this.guessed = guessed;
        this.clock = clock;
    }

    /**
     * The second factor in a request.
     *
     * @param otpCode of the authenticator app, or null
     * @param recoveryCode in place of the code, or null
     */
    public record Given(@Nullable String otpCode, @Nullable String recoveryCode) {

        /** No second factor. */
        public static final Given NOTHING = new Given(null, null);

        /** A text that is one of the two. */
        public static Given either(String code) {
            return withoutSpaces(code).length() <= 8 ? new Given(code, null) : new Given(null, code);
        }

        boolean isNothing() {
            return otpCode == null && recoveryCode == null;
        }

        @Override
        public String toString() {
            return "Given[hidden]";
        }
    }

    /** The outcome of a check. */
    enum Outcome {
        /** The account has no second factor, or the given one was right and is used up. */
        PASSED,
        MISSING,
        WRONG
    }

    /**
     * Runs an attempt that checks a second factor, and counts it beforehand, so that many at once do not pass (rule A19).
     *
     * @param attempt in a transaction of its own; fails with {@code otp_invalid} when the second factor is wrong
     * @throws RateLimited when there were too many wrong ones
     */
    public <T extends @Nullable Object> T counted(UserId user, Given given, Device device, Supplier<T> attempt) {
        return given.isNothing() ? attempt.get() : guessed.counted(user, device, attempt);
    }

    /** Checks a second factor and uses it up in the transaction of this thread: of two requests with one code, one passes. */
    Outcome check(UserId user, Given given) {
        TwoFactors.TwoFactor factor =
                factors.find(user).filter(TwoFactors.TwoFactor::enabled).orElse(null);
        if (factor == null) {
            return Outcome.PASSED;
        }
        if (given.isNothing()) {
            return Outcome.MISSING;
        }
        boolean right = given.otpCode() == null
                ? factors.useRecoveryCode(user, hashOf(user, String.valueOf(given.recoveryCode())))
                : acceptCode(user, factor.sealedSecret(), given.otpCode());
        return right ? Outcome.PASSED : Outcome.WRONG;
    }

    /**
     * {@link #check} that throws unless it passes.
     *
     * @param refusal makes an exception from a code, {@code otp_required} or {@code otp_invalid}, and a detail
     */
    public void require(UserId user, Given given, BiFunction<String, String, ? extends MessengerException> refusal) {
        switch (check(user, given)) {
            case PASSED -> {}
            case MISSING ->
                throw refusal.apply(
                        "otp_required", "Two-factor authentication is on: send otp_code, or recovery_code.");
            case WRONG ->
                throw refusal.apply(
                        GuessedCodes.WRONG, "The code is wrong, too old or used already. Take the next one.");
        }
    }

    private boolean acceptCode(UserId user, String sealedSecret, String code) {
        OptionalLong step = stepOf(user, sealedSecret, code);
        return step.isPresent() && factors.acceptStep(user, step.getAsLong());
    }

    /** The time step of a valid code; empty for another. */
    OptionalLong stepOf(UserId user, String sealedSecret, String code) {
        return codes.stepOf(box.open(sealedSecret, CONTEXT + user), withoutSpaces(code), clock.instant());
    }

    /** Authenticator apps show a code in groups, and people type what they see. */
    private static String withoutSpaces(String code) {
        return SPACES.matcher(code).replaceAll("");
    }

    /** The stored form of a secret. */
    String seal(UserId user, String secret) {
        return box.seal(secret, CONTEXT + user);
    }

    /** The stored form of recovery codes. */
    static List<String> hashesOf(UserId user, Stream<String> codes) {
        return codes.map(code -> hashOf(user, code)).toList();
    }

    /** A plain digest is enough, since a recovery code has 80 random bits. */
    private static String hashOf(UserId user, String code) {
        return SecretHash.of(user + ":" + code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }
}
