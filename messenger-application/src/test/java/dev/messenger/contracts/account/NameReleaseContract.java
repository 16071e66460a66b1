package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An unverified account loses its names after a while (rule A2). */
@Tag("A2")
@PortContract(Accounts.class)
public interface NameReleaseContract extends StoreContract {

    @Test
    default void releasesNothingWhenNobodyHoldsTheNames() {
        release(newAccount(), NOW);
    }

    @Test
    default void releasesTheEmailOfTheAbandoned() {
        NewAccount old = newAccount();
        UserId user = mailed(old);
        NewAccount wanted = newAccount(Unique.name("u"), old.email().value(), NOW);

        release(wanted, NOW.plus(Duration.ofHours(24)));
        assertThat(accounts().find(user))
                .as("made exactly 24 hours ago: still counts")
                .isPresent();
        release(wanted, NOW.plus(Duration.ofHours(24)).plusMillis(1));
        assertThat(accounts().find(user))
                .as("made more than 24 hours ago: forgotten")
                .isEmpty();
    }

    @Test
    default void releasesTheUsernameOfTheAbandoned() {
        NewAccount old = newAccount();
        UserId user = mailed(old);
        release(
                newAccount(old.username().value(), Unique.name("u") + "@example.com", NOW),
                NOW.plus(Duration.ofHours(25)));

        assertThat(accounts().find(user)).isEmpty();
    }

    @Test
    default void releasesTwoAccountsThatHoldOneNameEach() {
        NewAccount one = newAccount();
        NewAccount other = newAccount();
        UserId first = mailed(one);
        UserId second = mailed(other);
        NewAccount wanted = newAccount(other.username().value(), one.email().value(), NOW.plus(Duration.ofHours(25)));
        UserId added = inTransaction(() -> {
            releaseNow(wanted, NOW.plus(Duration.ofHours(25)));
            return accounts().add(wanted);
        });

        assertThat(accounts().find(first)).isEmpty();
        assertThat(accounts().find(second)).isEmpty();
        assertThat(accounts().find(added))
                .as("both names went to who wanted them")
                .isPresent();
    }

    @Test
    default void releasesWhoseMailWasNeverAcceptedAfterAMinute() {
        NewAccount old = newAccount();
        UserId user = inTransaction(() -> accounts().add(old));

        release(old, NOW.plusSeconds(60));
        assertThat(accounts().find(user))
                .as("made exactly 60 s ago: still counts")
                .isPresent();
        release(old, NOW.plusSeconds(60).plusMillis(1));
        assertThat(accounts().find(user))
                .as("made more than 60 s ago: cut off by a crash")
                .isEmpty();
    }

    @Test
    default void keepsWhoseMailWasAcceptedForADay() {
        NewAccount old = newAccount();
        UserId user = mailed(old);
        release(old, NOW.plus(Duration.ofHours(23)));

        assertThat(accounts().find(user)).as("has a day to open the link").isPresent();
    }

    @Test
    default void neverReleasesTheActive() {
        NewAccount verified = newAccount();
        NewAccount active = newAccount();
        UserId first = mailed(verified);
        UserId second = inTransaction(() -> accounts().add(active));
        accounts().verifyEmail(first, NOW);
        accounts().activate(second, NOW);
        release(verified, NOW.plus(Duration.ofDays(1_000)));
        release(active, NOW.plus(Duration.ofDays(1_000)));

        assertThat(accounts().find(first)).isPresent();
        assertThat(accounts().find(second)).isPresent();
    }

    @Test
    default void leavesStrangersAlone() {
        UserId stranger = mailed(newAccount());
        release(newAccount(), NOW.plus(Duration.ofDays(1_000)));

        assertThat(accounts().find(stranger))
                .as("only who holds a wanted name is in the way")
                .isPresent();
    }

    @Test
    default void aRollbackKeepsTheOldHolder() {
        NewAccount old = newAccount();
        UserId user = mailed(old);
        rolledBack(() -> releaseNow(old, NOW.plus(Duration.ofHours(25))));

        assertThat(accounts().find(user)).isPresent();
        assertThat(accounts().findByEmail(old.email())).isPresent();
    }

    private void release(NewAccount wanted, Instant now) {
        store().transactions().run(() -> releaseNow(wanted, now));
    }

    private void releaseNow(NewAccount wanted, Instant now) {
        accounts().releaseNames(wanted, now.minus(Duration.ofHours(24)), now.minusSeconds(60));
    }

    private UserId mailed(NewAccount account) {
        return inTransaction(() -> {
            UserId user = accounts().add(account);
            accounts().mailAccepted(user);
            return user;
        });
    }

    private Accounts accounts() {
        return store().account().accounts();
    }
}
