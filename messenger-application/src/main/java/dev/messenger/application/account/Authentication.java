package dev.messenger.application.account;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.RefreshClaim;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Sessions.Rotation;
import dev.messenger.application.account.port.Sessions.Which;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in, new tokens by a refresh token, and whose request it is (rules A3 to A6). */
public final class Authentication {

    private final Accounts accounts;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final Tokens tokens;
    private final Randomness randomness;
    private final SecondFactor secondFactor;
    private final Revocations revocations;
    private final AccountLimits limits;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Settings.Accounts settings;
    private final Supplier<PasswordHash> hashOfNobody;

    Authentication(
            AccountPorts ports,
            SecurityPorts security,
            SecondFactor secondFactor,
            Revocations revocations,
            AccountLimits limits,
            Transactions transactions,
            InstantSource clock,
            Settings.Accounts settings) {
        this.accounts = ports.accounts();
        this.sessions = ports.sessions();
        this.hasher = security.hasher();
        this.tokens = security.tokens();
        this.randomness = security.randomness();
        this.secondFactor = secondFactor;
        this.revocations = revocations;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
        this.settings = settings;
        this.hashOfNobody = memoized(() -> hasher.hash(new Password(randomness.token())));
    }

    /**
     * Where a sign-in comes from.
     *
     * @param address the client's address
     * @param userAgent what the client calls itself, or null
     */
    public record Device(String address, @Nullable String userAgent) {}

    /** {@link #login(String, String, SecondFactor.Given, Device)} for accounts without a second factor. */
    public TokenPair login(String email, String password, Device device) {
        return login(email, password, SecondFactor.Given.NOTHING, device);
    }

    /**
     * Signs in with email and password, and a second factor where one is on. An unknown email takes as long as a wrong
     * password (rule A3).
     *
     * @throws Unauthenticated {@code invalid_credentials} when the two do not belong together, {@code otp_required} or
     *     {@code otp_invalid} for want of the right second factor
     * @throws Forbidden {@code email_not_verified}
     */
    public TokenPair login(String email, String password, SecondFactor.Given given, Device device) {
        Email address = new Email(email);
        limits.login(device.address(), address);

        PasswordHash ofNobody = hashOfNobody.get(); // made by the first sign-in of all, whosever it is
        Optional<Account> found = accounts.findByEmail(address);
        Password typed = new Password(password);
        PasswordHash hash = found.map(Account::passwordHash).orElse(ofNobody);
        boolean matches = typed.plausible() && hasher.matches(typed, hash);
        Account account = found.filter(there -> matches).orElseThrow(Authentication::wrongCredentials);
        if (settings.requireVerifiedEmail() && !account.emailVerified()) {
            throw new Forbidden(
                    "email_not_verified", "Confirm your email first: open the link that was mailed to you.");
        }
        PasswordHash strongerHash = hasher.isOutdated(account.passwordHash()) ? hasher.hash(typed) : null;
        return begin(account, strongerHash, given, device);
    }

    /**
     * Uses the token up and hands out a new pair. Within the grace it may be used again, as by a client whose answer got lost;
     * after that it is theft, and the session ends.
     *
     * @throws Unauthenticated when the token is not good (any more)
     * @throws RateLimited when the session asks too often
     */
    public TokenPair refresh(String refreshToken) {
        Instant now = clock.instant();
        RefreshClaim claim = tokens.verifyRefresh(refreshToken, now);
        limits.refresh(claim.session());
        Refresh outcome = transactions.inTransaction(() -> rotate(claim, now));
        revocations.learn(outcome.revoked());
        return switch (outcome.rotation()) {
            case Rotation.Rotated rotated -> tokens.issue(rotated.session(), now);
            case Rotation.Stolen stolen ->
                throw new Unauthenticated(
                        "token_reused", "This refresh token was used before: the session is ended. Log in again.");
            case Rotation.Over over ->
                throw new Unauthenticated("invalid_token", "The session of this token is over. Log in again.");
        };
    }

    /**
     * Whose access token this is. Costs no round trip.
     *
     * @throws Unauthenticated when it is not good (any more)
     */
    public Principal authenticate(String accessToken) {
        Principal caller = tokens.verifyAccess(accessToken, clock.instant());
        if (revocations.isRevoked(caller.session())) {
            throw new Unauthenticated("invalid_token", "The session of this token was ended. Log in again.");
        }
        return caller;
    }

    /**
     * The caller's own account.
     *
     * @throws Unauthenticated when it is gone
     */
    public Account me(UserId caller) {
        return accounts.find(caller)
                .orElseThrow(() -> new Unauthenticated("invalid_token", "The account of this token is gone."));
    }

    /** All in one transaction: a second factor is not used up by a sign-in that fails, nor an old password by a racing change. */
    private TokenPair begin(
            Account account, @Nullable PasswordHash strongerHash, SecondFactor.Given given, Device device) {
        Instant now = clock.instant();
        Session session = new Session(
                new SessionId(randomness.uuid()),
                account.id(),
                randomness.uuid(),
                device.address(),
                device.userAgent(),
                now,
                now.plus(settings.refreshTokenTtl()));
        transactions.run(() -> {
            if (!accounts.holdPassword(account.id(), account.passwordHash())) {
                throw wrongCredentials();
            }
            requirePassed(secondFactor.check(account.id(), given));
            if (strongerHash != null) {
                accounts.setPassword(account.id(), strongerHash);
            }
            accounts.activate(account.id(), now);
            sessions.add(session);
        });
        return tokens.issue(session, now);
    }

    /** What a rotation came to: a refusal must not roll back the revocation that it brings. */
    private record Refresh(Rotation rotation, Set<SessionId> revoked) {}

    private Refresh rotate(RefreshClaim claim, Instant now) {
        Rotation rotation = sessions.rotate(
                claim.session(),
                claim.jti(),
                randomness.uuid(),
                now,
                settings.refreshReuseGrace(),
                now.plus(settings.refreshTokenTtl()));
        Set<SessionId> revoked = rotation instanceof Rotation.Stolen
                ? sessions.revoke(claim.user(), new Which.One(claim.session()))
                : Set.of();
        return new Refresh(rotation, revoked);
    }

    private static void requirePassed(SecondFactor.Outcome outcome) {
        switch (outcome) {
            case PASSED -> {}
            case MISSING ->
                throw new Unauthenticated(
                        "otp_required", "Two-factor authentication is on: send otp_code, or recovery_code.");
            case WRONG ->
                throw new Unauthenticated(
                        "otp_invalid", "The code is wrong, too old or used already. Take the next one.");
        }
    }

    private static Unauthenticated wrongCredentials() {
        return new Unauthenticated("invalid_credentials", "Email or password is wrong.");
    }

    /** One hash that no password matches, made at first need. */
    private static <T> Supplier<T> memoized(Supplier<T> source) {
        return new Supplier<>() {
            private @Nullable T value;

            @Override
            public synchronized T get() {
                if (value == null) {
                    value = source.get();
                }
                return value;
            }
        };
    }
}
