package dev.messenger.application.account;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Conflict;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Switching the second factor on and off (rules A9, A20). */
public final class TwoFactorSetup {

    private static final int RECOVERY_CODES = 10;

    /** 32 characters, so that 16 of them hold 80 bits; none looks like another. */
    private static final String RECOVERY_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Accounts accounts;
    private final TwoFactors factors;
    private final SecondFactor secondFactor;
    private final OneTimeCodes codes;
    private final Randomness randomness;
    private final Passwords passwords;
    private final AccountNotices notices;
    private final AccountLimits limits;
    private final Transactions transactions;
    private final boolean requirePassword;

    TwoFactorSetup(
            AccountPorts ports,
            SecurityPorts security,
            SecondFactor secondFactor,
            Passwords passwords,
            AccountNotices notices,
            AccountLimits limits,
            Environment environment) {
        this.accounts = ports.accounts();
        this.factors = ports.safety().twoFactors();
        this.secondFactor = secondFactor;
        this.codes = security.codes();
        this.randomness = security.randomness();
        this.passwords = passwords;
        this.notices = notices;
        this.limits = limits;
        this.transactions = environment.transactions();
        this.requirePassword = environment.settings().accounts().requirePasswordFor2fa();
    }

    /** The secret for an authenticator app, and the URL that passes it on. */
    public record Proposal(String secret, URI url) {

        @Override
        public String toString() {
            return "Proposal[hidden]";
        }
    }

    /**
     * Proposes a new secret, which {@link #enable} puts to use.
     *
     * @param password null where the operator does not demand it (rule A20)
     * @throws Forbidden {@code wrong_password}
     * @throws Conflict {@code twofa_enabled} when a second factor is on
     */
    public Proposal propose(UserId caller, @Nullable String password) {
        prove(caller, password);
        Account account = account(caller);
        String secret = codes.newSecret();
        if (!transactions.inTransaction(() -> factors.propose(caller, secondFactor.seal(caller, secret)))) {
            throw alreadyOn();
        }
        return new Proposal(secret, codes.url(secret, account.email()));
    }

    /**
     * Switches the second factor on.
     *
     * @param password as for {@link #propose}
     * @return one-time recovery codes, which are never shown again
     * @throws Forbidden {@code wrong_password}
     * @throws Conflict {@code twofa_enabled} when it is on
     * @throws RuleViolation {@code otp_invalid} when the code is wrong, {@code twofa_not_set_up} when none was proposed
     */
    public List<String> enable(UserId caller, String code, @Nullable String password, Device device) {
        limits.prove(caller);
        prove(caller, password);
        List<String> recoveryCodes = newRecoveryCodes();
        transactions.run(() -> {
            TwoFactors.TwoFactor proposal = factors.find(caller)
                    .orElseThrow(() -> new RuleViolation(
                            "twofa_not_set_up", "There is no secret yet: ask for one at /api/v1/auth/2fa/setup."));
            if (proposal.enabled()) {
                throw alreadyOn();
            }
            OptionalLong step = secondFactor.stepOf(caller, proposal.sealedSecret(), code);
            if (step.isEmpty()) {
                throw wrongCode();
            }
            List<String> hashes = SecondFactor.hashesOf(caller, recoveryCodes.stream());
            if (!factors.enable(caller, proposal.sealedSecret(), step.getAsLong(), hashes)) {
                throw alreadyOn();
            }
            notices.add(account(caller), Kind.TWO_FACTOR_ENABLED, device, snapshot(caller));
        });
        return recoveryCodes;
    }

    /**
     * Switches the second factor off.
     *
     * @param code of the app, or a recovery code
     * @throws Conflict {@code twofa_disabled} when it is off
     * @throws RuleViolation {@code otp_invalid} when the code is wrong
     */
    public void disable(UserId caller, SecondFactor.Given code, Device device) {
        limits.prove(caller);
        inTransaction(caller, code, device, () -> {
            notices.add(account(caller), Kind.TWO_FACTOR_DISABLED, device, snapshot(caller));
            if (!factors.disable(caller)) {
                throw alreadyOff();
            }
            return null;
        });
    }

    /**
     * Replaces all recovery codes by new ones.
     *
     * @param password as for {@link #propose}
     * @throws Forbidden {@code wrong_password}
     * @throws Conflict {@code twofa_disabled} when the second factor is off
     * @throws RuleViolation {@code otp_invalid} when the code is wrong
     */
    public List<String> renewRecoveryCodes(
            UserId caller, SecondFactor.Given code, @Nullable String password, Device device) {
        limits.prove(caller);
        prove(caller, password);
        List<String> recoveryCodes = newRecoveryCodes();
        inTransaction(caller, code, device, () -> {
            notices.add(account(caller), Kind.RECOVERY_CODES_REPLACED, device, snapshot(caller));
            if (!factors.replaceRecoveryCodes(caller, SecondFactor.hashesOf(caller, recoveryCodes.stream()))) {
                throw alreadyOff();
            }
            return null;
        });
        return recoveryCodes;
    }

    /** Runs {@code change} in a transaction that begins with a check of the second factor. */
    private void inTransaction(UserId caller, SecondFactor.Given code, Device device, Supplier<@Nullable Void> change) {
        if (factors.find(caller).filter(TwoFactors.TwoFactor::enabled).isEmpty()) {
            throw alreadyOff();
        }
        secondFactor.counted(
                caller,
                code,
                device,
                () -> transactions.inTransaction(() -> {
                    if (secondFactor.check(caller, code) != SecondFactor.Outcome.PASSED) {
                        throw wrongCode();
                    }
                    return change.get();
                }));
    }

    /** A stolen access token alone must not lock the owner out (rule A20). */
    private void prove(UserId caller, @Nullable String password) {
        if (password != null) {
            passwords.prove(caller, password);
        } else if (requirePassword) {
            throw new RuleViolation("password_required", "password: is required for this.");
        }
    }

    private Account account(UserId user) {
        return accounts.find(user).orElseThrow(Unauthenticated::accountGone);
    }

    private TwoFactors.Snapshot snapshot(UserId user) {
        return factors.snapshot(user).orElseThrow(TwoFactorSetup::alreadyOff);
    }

    private List<String> newRecoveryCodes() {
        return Stream.generate(this::newRecoveryCode).limit(RECOVERY_CODES).toList();
    }

    private String newRecoveryCode() {
        return Stream.generate(() -> randomness.text(4, RECOVERY_ALPHABET))
                .limit(4)
                .collect(Collectors.joining("-"));
    }

    private static Conflict alreadyOn() {
        return new Conflict("twofa_enabled", "Two-factor authentication is on already. Disable it first.");
    }

    private static Conflict alreadyOff() {
        return new Conflict("twofa_disabled", "Two-factor authentication is off.");
    }

    private static RuleViolation wrongCode() {
        return new RuleViolation(GuessedCodes.WRONG, "code: is wrong, too old or used already. Take the next one.");
    }
}
