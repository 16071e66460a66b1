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
import dev.messenger.application.environment.Environment;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.RateLimiter.Receipt;
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
import org.jspecify.annotations.Nullable;

/** Signs in, refreshes tokens, and authenticates requests (rules A3 to A6). */
public final class Authentication {

    private final Accounts accounts;
    private final Sessions sessions;
    private final PasswordHasher hasher;
    private final Tokens tokens;
    private final Randomness randomness;
    private final SecondFactor secondFactor;
    private final KnownDevices devices;
    private final Revocations revocations;
    private final AccountLimits limits;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Settings.Accounts settings;
    private final int maxSessions;
    private @Nullable PasswordHash hashOfNobody;

    Authentication(
            AccountPorts ports,
            SecurityPorts security,
            SecondFactor secondFactor,
            KnownDevices devices,
            Revocations revocations,
            AccountLimits limits,
            Environment environment) {
        this.accounts = ports.accounts();
        this.sessions = ports.sessions();
        this.hasher = security.hasher();
        this.tokens = security.tokens();
        this.randomness = security.randomness();
        this.secondFactor = secondFactor;
        this.devices = devices;
        this.revocations = revocations;
        this.limits = limits;
        this.transactions = environment.transactions();
        this.clock = environment.clock();
        this.settings = environment.settings().accounts();
        this.maxSessions = environment.settings().caps().sessions();
    }

    /**
     * Where a sign-in comes from.
     *
     * @param address the client's address
     * @param userAgent the name that the client gives itself, or null
     */
    public record Device(String address, @Nullable String userAgent) {

        /** What stands for the address: an IPv4 address itself, the /64 of an IPv6 address (rule L1). */
        String network() {
            return Limit.subjectOf(address);
        }
    }

    /** {@link #login(String, String, SecondFactor.Given, Device)} for accounts without a second factor. */
    public TokenPair login(String email, String password, Device device) {
        return login(email, password, SecondFactor.Given.NOTHING, device);
    }

    /**
     * Signs in with email and password, and the second factor of an account that has one. An unknown email takes as long as a
     * wrong password (rule A3). Beyond the cap of sessions, the one that was used longest ago ends (rule A24).
     *
     * @throws Unauthenticated {@code invalid_credentials}; {@code otp_required} or {@code otp_invalid} without the right second
     *     factor
     * @throws Forbidden {@code email_not_verified}
     * @throws RateLimited after too many wrong passwords or second factors; a known device is no matter of those from elsewhere
     */
    public TokenPair login(String email, String password, SecondFactor.Given given, Device device) {
        Email address = new Email(email);
        PasswordHash ofNobody = hashOfNobody(); // in any case, so that no email makes the first sign-in slower
        Optional<Account> found = accounts.findByEmail(address);
        Password typed = new Password(password);
        PasswordHash hash = found.map(Account::passwordHash).orElse(ofNobody);
        boolean matches = matches(typed, hash, address, device);
        Account account = found.filter(known -> matches).orElseThrow(Authentication::wrongCredentials);
        if (settings.requireVerifiedEmail() && !account.emailVerified()) {
            throw new Forbidden(
                    "email_not_verified", "Confirm your email first: open the link that was mailed to you.");
        }
        PasswordHash strongerHash = hasher.isOutdated(account.passwordHash()) ? hasher.hash(typed) : null;
        return secondFactor.counted(account.id(), given, device, () -> begin(account, strongerHash, given, device));
    }

    /** Counts the password beforehand, unless the device is known, and gives it back unless it is wrong (rule L12). */
    private boolean matches(Password typed, PasswordHash hash, Email email, Device device) {
        Receipt counted = devices.isKnown(email, device) ? Receipt.EMPTY : limits.guessPassword(email);
        boolean wrong = false;
        try {
            wrong = !typed.plausible() || !hasher.matches(typed, hash);
            return !wrong;
        } finally {
            if (!wrong) {
                counted.giveBack();
            }
        }
    }

    /**
     * Uses a refresh token up and issues a new pair. A client that lost the answer may use it again within the grace; a later use
     * is theft, and ends the session.
     *
     * @throws Unauthenticated when the token is invalid, used up or expired
     * @throws RateLimited when the session refreshes too often
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
                now.plus(settings.refreshTokenTtl()));
        Set<SessionId> ended = transactions.inTransaction(() -> {
            if (!accounts.holdPassword(account.id(), account.passwordHash())) {
                throw wrongCredentials();
            }
            secondFactor.require(account.id(), given, Unauthenticated::new);
            if (strongerHash != null) {
                accounts.setPassword(account.id(), strongerHash);
            }
            accounts.activate(account.id(), now);
            Set<SessionId> tooMany = sessions.revoke(account.id(), new Which.AllButLatest(maxSessions - 1));
            devices.signedIn(account, device);
            sessions.add(session);
            return tooMany;
        });
        revocations.learn(ended);
        return tokens.issue(session, now);
    }

    /** The outcome of a transaction: a refusal must not roll back the revocation. */
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
