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
        SecondFactor secondFactor,
        TwoFactorSetup twoFactorSetup,
        Provisioning provisioning,
        Upkeep upkeep) {

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
        SecondFactor secondFactor = new SecondFactor(ports.twoFactors(), security.codes(), security.box(), clock);
        return new AccountUseCases(
                new Registration(ports, security, mailer, mails, limits, transactions, clock),
                new Authentication(ports, security, secondFactor, revocations, limits, transactions, clock, settings),
                new OwnSessions(ports.sessions(), revocations, transactions, clock),
                new Passwords(ports, security.hasher(), revocations, limits, transactions, clock),
                secondFactor,
                new TwoFactorSetup(ports, security, secondFactor, limits, transactions),
                new Provisioning(ports.externalUsers(), environment.outbox(), transactions, clock),
                new Upkeep(
                        new MailDispatch(ports, mailer, mails, transactions, security.randomness(), clock),
                        revocations,
                        new SessionExpiry(ports.sessions(), clock),
                        new AccountUpkeep(ports, clock, settings)));
    }
}
