package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Conflict;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Switching the second factor on and off (rule A9). */
public final class TwoFactorSetup {

    private static final int RECOVERY_CODES = 10;

    /** 32 characters, so that 16 of them hold 80 bits; none looks like another. */
    private static final String RECOVERY_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Accounts accounts;
    private final TwoFactors factors;
    private final SecondFactor secondFactor;
    private final OneTimeCodes codes;
    private final Randomness randomness;
    private final AccountLimits limits;
    private final Transactions transactions;

    TwoFactorSetup(
            AccountPorts ports,
            SecurityPorts security,
            SecondFactor secondFactor,
            AccountLimits limits,
            Transactions transactions) {
        this.accounts = ports.accounts();
        this.factors = ports.twoFactors();
        this.secondFactor = secondFactor;
        this.codes = security.codes();
        this.randomness = security.randomness();
        this.limits = limits;
        this.transactions = transactions;
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
     * @throws Conflict {@code twofa_enabled} when a second factor is on
     */
    public Proposal propose(UserId caller) {
        Account account = accounts.find(caller).orElseThrow(Unauthenticated::accountGone);
        String secret = codes.newSecret();
        if (!transactions.inTransaction(() -> factors.propose(caller, secondFactor.seal(caller, secret)))) {
            throw alreadyOn();
        }
        return new Proposal(secret, codes.url(secret, account.email()));
    }

    /**
     * Switches the second factor on.
     *
     * @return one-time recovery codes, which are never shown again
     * @throws Conflict {@code twofa_enabled} when it is on
     * @throws RuleViolation {@code otp_invalid} when the code is wrong, {@code twofa_not_set_up} when none was proposed
     */
    public List<String> enable(UserId caller, String code) {
        limits.prove(caller);
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
    public void disable(UserId caller, SecondFactor.Given code) {
        limits.prove(caller);
        transactions.run(() -> {
            prove(caller, code);
            if (!factors.disable(caller)) {
                throw alreadyOff();
            }
        });
    }

    /**
     * Replaces all recovery codes by new ones.
     *
     * @throws Conflict {@code twofa_disabled} when the second factor is off
     * @throws RuleViolation {@code otp_invalid} when the code is wrong
     */
    public List<String> renewRecoveryCodes(UserId caller, SecondFactor.Given code) {
        limits.prove(caller);
        List<String> recoveryCodes = newRecoveryCodes();
        transactions.run(() -> {
            prove(caller, code);
            if (!factors.replaceRecoveryCodes(caller, SecondFactor.hashesOf(caller, recoveryCodes.stream()))) {
                throw alreadyOff();
            }
        });
        return recoveryCodes;
    }

    private void prove(UserId caller, SecondFactor.Given code) {
        if (factors.find(caller).filter(TwoFactors.TwoFactor::enabled).isEmpty()) {
            throw alreadyOff();
        }
        if (secondFactor.check(caller, code) != SecondFactor.Outcome.PASSED) {
            throw wrongCode();
        }
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
        return new RuleViolation("otp_invalid", "code: is wrong, too old or used already. Take the next one.");
    }
}
