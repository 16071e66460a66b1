package dev.messenger.application.account;

import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.application.shared.port.SecretBox;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks second factors and uses them up (rules A3, A9). */
public final class SecondFactor {

    /** What is sealed belongs to an account and this purpose. */
    private static final String CONTEXT = "totp:";

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private final TwoFactors factors;
    private final OneTimeCodes codes;
    private final SecretBox box;
    private final InstantSource clock;

    public SecondFactor(TwoFactors factors, OneTimeCodes codes, SecretBox box, InstantSource clock) {
        this.factors = factors;
        this.codes = codes;
        this.box = box;
        this.clock = clock;
    }

    /**
     * What someone gives for a second factor.
     *
     * @param otpCode of the authenticator app, or null
     * @param recoveryCode instead of it, or null
     */
    public record Given(@Nullable String otpCode, @Nullable String recoveryCode) {

        /** Nothing at all. */
        public static final Given NOTHING = new Given(null, null);

        /** One text that may be either. */
        public static Given either(String code) {
            return looksLikeOtp(code) ? new Given(code, null) : new Given(null, code);
        }

        private static boolean looksLikeOtp(String code) {
            return withoutSpaces(code).length() <= 8;
        }

        boolean isNothing() {
            return otpCode == null && recoveryCode == null;
        }

        @Override
        public String toString() {
            return "Given[hidden]";
        }
    }

    /** How a check came out. */
    enum Outcome {
        /** No second factor is on, or the one given was right and is used up. */
        PASSED,
        MISSING,
        WRONG
    }

    /** Checks what was given and uses it up, in the transaction of this thread: two at once with one code do not both pass. */
    Outcome check(UserId user, Given given) {
        TwoFactors.TwoFactor factor = enabled(user);
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
     * {@link #check} for someone who is signed in.
     *
     * @throws Forbidden {@code otp_required} or {@code otp_invalid}
     */
    public void require(UserId user, Given given) {
        switch (check(user, given)) {
            case PASSED -> {}
            case MISSING ->
                throw new Forbidden(
                        "otp_required", "Two-factor authentication is on: send otp_code, or recovery_code.");
            case WRONG ->
                throw new Forbidden("otp_invalid", "The code is wrong, too old or used already. Take the next one.");
        }
    }

    private TwoFactors.@Nullable TwoFactor enabled(UserId user) {
        return factors.find(user).filter(TwoFactors.TwoFactor::enabled).orElse(null);
    }

    private boolean acceptCode(UserId user, String sealedSecret, String code) {
        OptionalLong step = stepOf(user, sealedSecret, code);
        return step.isPresent() && factors.acceptStep(user, step.getAsLong());
    }

    /** The time step of a code that is right now; empty when it is wrong. */
    OptionalLong stepOf(UserId user, String sealedSecret, String code) {
        return codes.stepOf(box.open(sealedSecret, CONTEXT + user), withoutSpaces(code), clock.instant());
    }

    /** Authenticator apps show a code in groups, and people type what they see. */
    private static String withoutSpaces(String code) {
        return SPACES.matcher(code).replaceAll("");
    }

    /** A secret as it is stored. */
    String seal(UserId user, String secret) {
        return box.seal(secret, CONTEXT + user);
    }

    /** Recovery codes as they are stored. */
    static List<String> hashesOf(UserId user, Stream<String> codes) {
        return codes.map(code -> hashOf(user, code)).toList();
    }

    /** A recovery code has 80 random bits; a plain digest of it cannot be reversed by trying. */
    private static String hashOf(UserId user, String code) {
        return SecretHash.of(user + ":" + code.replaceAll("[\\s-]", "").toLowerCase(java.util.Locale.ROOT));
    }
}
