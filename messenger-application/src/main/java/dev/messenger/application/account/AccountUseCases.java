package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Transactions;
import java.time.InstantSource;

/** The use cases of accounts. */
public record AccountUseCases(
        Registration registration,
        Authentication authentication,
        OwnSessions sessions,
        Passwords passwords,
        Protection protection,
        TwoFactorSetup twoFactorSetup,
        Provisioning provisioning,
        Upkeep upkeep) {

    /** What keeps strangers out. */
    public record Protection(Admission admission, SecondFactor secondFactor, UndoChanges undo) {}

    /** What runs in the background. */
    public record Upkeep(
            MailDispatch mails, Revocations revocations, SessionExpiry sessionExpiry, AccountUpkeep accounts) {}

    /** Wires them. */
    public static AccountUseCases of(
            AccountPorts ports, SecurityPorts security, Mailer mailer, Environment environment) {
        Transactions transactions = environment.transactions();
        InstantSource clock = environment.clock();
        Settings settings = environment.settings();
        AccountLimits limits = new AccountLimits(environment.limiter(), settings.limits());
        Mails mails = new Mails(settings.frontendUrl());
        Revocations revocations = new Revocations(ports.sessions(), settings, clock);
        AccountNotices notices = new AccountNotices(ports, clock);
        KnownDevices devices = new KnownDevices(ports.safety().knownNetworks(), notices, clock);
        GuessedCodes guessed =
                new GuessedCodes(ports.safety().codeGuesses(), ports.accounts(), devices, notices, transactions, clock);
        SecondFactor secondFactor = new SecondFactor(ports.safety().twoFactors(), security, guessed, clock);
        FirstProof firstProof = new FirstProof(ports);
        Passwords passwords =
                new Passwords(ports, firstProof, security.hasher(), devices, notices, revocations, limits, environment);
        MailWriter writer = new MailWriter(ports, mails, security.randomness());
        return new AccountUseCases(
                new Registration(ports, security, mailer, mails, firstProof, notices, revocations, environment),
                new Authentication(ports, security, secondFactor, devices, revocations, limits, environment),
                new OwnSessions(ports.sessions(), revocations, transactions, clock),
                passwords,
                new Protection(
                        new Admission(environment.limiter(), settings.limits()),
                        secondFactor,
                        new UndoChanges(ports, security, devices, revocations, transactions, clock)),
                new TwoFactorSetup(ports, security, secondFactor, passwords, notices, limits, environment),
                new Provisioning(ports.externalUsers(), environment.outbox(), transactions, clock),
                new Upkeep(
                        new MailDispatch(ports.mailQueue(), writer, mailer, limits, transactions, clock),
                        revocations,
                        new SessionExpiry(ports.sessions(), clock),
                        new AccountUpkeep(ports, clock, settings)));
    }
}
