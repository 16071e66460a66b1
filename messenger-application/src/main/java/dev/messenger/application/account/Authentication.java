package dev.messenger.application.account;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.TokenPair;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.Password;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.Unauthenticated;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs in, and authenticates requests (rules A3, A4, A6). */
public final class Authentication {

    private final Accounts accounts;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final Tokens tokens;
    private final SecondFactor secondFactor;
    private final Revocations revocations;
    private final Transactions transactions;
    private final RateLimiter limiter;
    private final Randomness randomness;
    private final InstantSource clock;
    private final Settings settings;
    private @Nullable PasswordHash hashOfNobody;

    public Authentication(
            Accounts accounts,
            Sessions sessions,
            PasswordHasher hasher,
            Tokens tokens,
            SecondFactor secondFactor,
            Revocations revocations,
            Transactions transactions,
            RateLimiter limiter,
            Randomness randomness,
            InstantSource clock,
            Settings settings) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.hasher = hasher;
        this.tokens = tokens;
        this.secondFactor = secondFactor;
        this.revocations = revocations;
        this.transactions = transactions;
        this.limiter = limiter;
        this.randomness = randomness;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * Where a sign-in comes from.
     *
     * @param address the client's address
     * @param userAgent the name that the client gives itself, or null
     */
    public record Device(String address, @Nullable String userAgent) {}

    /** {@link #login(String, String, SecondFactor.Given, Device)} for accounts without a second factor. */
    public TokenPair login(String email, String password, Device device) {
        return login(email, password, SecondFactor.Given.NOTHING, device);
    }

    /**
     * Signs in with email and password, and the second factor of an account that has one. An unknown email takes as long as a
     * wrong password (rule A3).
     *
     * @throws Unauthenticated {@code invalid_credentials}; {@code otp_required} or {@code otp_invalid} without the right second
     *     factor
     * @throws Forbidden {@code email_not_verified}
     */
    public TokenPair login(String email, String password, SecondFactor.Given given, Device device) {
        Email address = new Email(email);
        int permits = settings.limits().login();
        String network = Limit.subjectOf(device.address());
        limiter.take(
                Limit.perMinute("login", network, permits),
                Limit.perMinute("login-account", network + " " + address, permits),
                Limit.perMinute("login-email", address.value(), 10 * permits));

        PasswordHash ofNobody = hashOfNobody(); // in any case, so that no email makes the first sign-in slower
        Optional<Account> found = accounts.findByEmail(address);
        Password typed = new Password(password);
        PasswordHash hash = found.map(Account::passwordHash).orElse(ofNobody);
        boolean matches = typed.plausible() && hasher.matches(typed, hash);
        Account account = found.filter(known -> matches).orElseThrow(Authentication::wrongCredentials);
        if (settings.accounts().requireVerifiedEmail() && !account.emailVerified()) {
            throw new Forbidden(
                    "email_not_verified", "Confirm your email first: open the link that was mailed to you.");
        }
        PasswordHash strongerHash = hasher.isOutdated(account.passwordHash()) ? hasher.hash(typed) : null;
        return begin(account, strongerHash, given, device);
    }

    /**
     * The user and session of an access token. Costs no round trip.
     *
     * @throws Unauthenticated when it is invalid or revoked
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
     * @throws Unauthenticated when it was deleted
     */
    public Account me(UserId caller) {
        return accounts.find(caller).orElseThrow(Unauthenticated::accountGone);
    }

    /** In one transaction: a sign-in that fails uses up no second factor, and one that races a change of password fails. */
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
                now.plus(settings.accounts().refreshTokenTtl()));
        transactions.run(() -> {
            if (!accounts.holdPassword(account.id(), account.passwordHash())) {
                throw wrongCredentials();
            }
            secondFactor.require(account.id(), given, Unauthenticated::new);
            if (strongerHash != null) {
                accounts.setPassword(account.id(), strongerHash);
            }
            accounts.activate(account.id(), now);
            sessions.add(session);
        });
        return tokens.issue(session, now);
    }

    private static Unauthenticated wrongCredentials() {
        return new Unauthenticated("invalid_credentials", "Email or password is wrong.");
    }

    /** A hash that no password matches, computed at the first sign-in. */
    private synchronized PasswordHash hashOfNobody() {
        if (hashOfNobody == null) {
            hashOfNobody = hasher.hash(new Password(randomness.token()));
        }
        return hashOfNobody;
    }
}
