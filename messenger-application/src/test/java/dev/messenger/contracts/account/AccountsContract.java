package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An email and a username belong to one account at a time (rules A1, A2). */
@Tag("A1")
@PortContract(Accounts.class)
public interface AccountsContract extends StoreContract {

    /** An id without an account. */
    UserId NOBODY = new UserId((1L << 53) - 1);

    @Test
    default void knowsNobodyWhoWasNotAdded() {
        assertThat(accounts().find(NOBODY)).isEmpty();
        assertThat(accounts().findByEmail(new Email(Unique.name("x") + "@example.com")))
                .isEmpty();
        assertThat(accounts().active(Set.of())).isEmpty();
        assertThat(accounts().active(Set.of(NOBODY))).isEmpty();
    }

    @Test
    default void doesNothingForNobody() {
        store().transactions().run(() -> {
            accounts().mailAccepted(NOBODY);
            accounts().verifyEmail(NOBODY, NOW);
            accounts().activate(NOBODY, NOW);
            accounts().removeInactive(NOBODY);
        });

        assertThat(accounts().find(NOBODY)).isEmpty();
    }

    @Test
    default void keepsWhatWasAdded() {
        NewAccount added = newAccount();
        UserId user = add(added);
        Account found = accounts().find(user).orElseThrow();

        assertThat(found)
                .as("an account comes back as it was added, to the microsecond")
                .isEqualTo(new Account(
                        user,
                        added.email(),
                        added.username(),
                        added.name(),
                        added.passwordHash(),
                        null,
                        added.createdAt(),
                        added.createdAt()));
        assertThat(accounts().findByEmail(added.email())).contains(found);
    }

    @Test
    default void refusesATakenEmail() {
        NewAccount first = newAccount();
        add(first);
        NewAccount second = newAccount(Unique.name("u"), first.email().value(), NOW);

        assertThatThrownBy(() -> add(second)).as("one email, one account").isInstanceOf(EmailTaken.class);
    }

    @Test
    default void refusesATakenUsername() {
        NewAccount first = newAccount();
        add(first);
        NewAccount second = newAccount(first.username().value(), Unique.name("u") + "@example.com", NOW);

        assertThatThrownBy(() -> add(second)).as("one username, one account").isInstanceOf(UsernameTaken.class);
        assertThat(accounts().findByEmail(second.email()))
                .as("what was refused is not there")
                .isEmpty();
    }

    @Test
    default void ofManyWithOneEmailAtOnceOneGetsIt() {
        String email = Unique.name("u") + "@example.com";
        List<Together.Outcome<UserId>> outcomes =
                Together.run(8, number -> add(newAccount(Unique.name("u"), email, NOW)));

        Together.requireOneWinner("one email", outcomes, EmailTaken.class);
    }

    @Test
    default void ofManyWithOneUsernameAtOnceOneGetsIt() {
        String username = Unique.name("u");
        List<Together.Outcome<UserId>> outcomes =
                Together.run(8, number -> add(newAccount(username, Unique.name("u") + "@example.com", NOW)));

        Together.requireOneWinner("one username", outcomes, UsernameTaken.class);
    }

    @Test
    default void aRolledBackAccountHoldsNoName() {
        NewAccount account = newAccount();
        rolledBack(() -> accounts().add(account));

        assertThat(add(account)).as("the names are free after a rollback").isNotNull();
    }

    @Test
    default void isActiveFromTheProofOfItsMailboxOn() {
        UserId user = add(newAccount());
        UserId other = add(newAccount());
        assertThat(accounts().active(Set.of(user, other)))
                .as("nobody met them yet")
                .isEmpty();

        accounts().verifyEmail(user, NOW.plusSeconds(5));
        assertThat(accounts().active(Set.of(user, other, NOBODY))).containsExactly(user);
        assertThat(accounts().find(user).orElseThrow().emailVerifiedAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    default void verifiesOnce() {
        UserId user = add(newAccount());
        assertThat(accounts().verifyEmail(user, NOW.plusSeconds(5))).isTrue();
        assertThat(accounts().verifyEmail(user, NOW.plusSeconds(9))).isFalse();

        assertThat(accounts().find(user).orElseThrow().emailVerifiedAt())
                .as("the first proof stays")
                .isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    default void activatingIsNoProofOfAMailbox() {
        UserId user = add(newAccount());
        accounts().activate(user, NOW);
        accounts().activate(user, NOW.plusSeconds(1));

        assertThat(accounts().active(Set.of(user))).containsExactly(user);
        assertThat(accounts().find(user).orElseThrow().emailVerified()).isFalse();
    }

    @Test
    default void removesOnlyWhoNeverBecameActive() {
        NewAccount account = newAccount();
        UserId inactive = add(account);
        UserId verified = user();
        UserId active = add(newAccount());
        accounts().activate(active, NOW);
        store().transactions().run(() -> {
            accounts().removeInactive(inactive);
            accounts().removeInactive(verified);
            accounts().removeInactive(active);
            accounts().removeInactive(inactive);
        });

        assertThat(accounts().find(inactive)).as("never active: removed").isEmpty();
        assertThat(accounts().findByEmail(account.email())).isEmpty();
        assertThat(accounts().find(verified)).as("verified: stays").isPresent();
        assertThat(accounts().find(active)).as("active: stays").isPresent();
        assertThat(add(account))
                .as("the names are free, and the id is a new one")
                .isNotEqualTo(inactive);
    }

    @Test
    default void aRolledBackRemovalRemovesNothing() {
        UserId user = add(newAccount());
        rolledBack(() -> accounts().removeInactive(user));

        assertThat(accounts().find(user)).isPresent();
    }

    @Test
    default void forgetsTheAbandonedAlone() {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        UserId abandoned = add(newAccount(Unique.name("u"), Unique.name("u") + "@example.com", longAgo));
        UserId justInTime =
                add(newAccount(Unique.name("u"), Unique.name("u") + "@example.com", longAgo.plusSeconds(1)));
        UserId active = add(newAccount(Unique.name("u"), Unique.name("u") + "@example.com", longAgo));
        accounts().activate(active, NOW);
        store().transactions().run(() -> accounts().forgetAbandoned(longAgo.plusSeconds(1)));

        assertThat(accounts().find(abandoned)).as("made before the moment").isEmpty();
        assertThat(accounts().find(justInTime)).as("made at the moment").isPresent();
        assertThat(accounts().find(active)).as("active").isPresent();
    }

    @Test
    @Tag("A12")
    default void keepsAnotherPassword() {
        UserId user = user();
        UserId other = user();
        PasswordHash fresh = new PasswordHash("$another$hash");
        accounts().setPassword(user, fresh);

        assertThat(accounts().find(user).orElseThrow().passwordHash()).isEqualTo(fresh);
        assertThat(accounts().find(other).orElseThrow().passwordHash())
                .as("of somebody else")
                .isNotEqualTo(fresh);
    }

    @Test
    @Tag("A12")
    default void holdsAPasswordOnlyWhileItIsTheSame() {
        UserId user = user();
        PasswordHash present = accounts().find(user).orElseThrow().passwordHash();

        assertThat(hold(user, present)).isTrue();
        assertThat(hold(user, new PasswordHash("$another$hash"))).isFalse();
        assertThat(hold(NOBODY, present)).as("of nobody").isFalse();
    }

    @Test
    @Tag("A12")
    default void ofManyWhoChangeAPasswordTheyHoldOneDoes() {
        UserId user = user();
        PasswordHash present = accounts().find(user).orElseThrow().passwordHash();
        List<Boolean> changed = Together.succeed(
                8,
                number -> inTransaction(() -> {
                    boolean held = accounts().holdPassword(user, present);
                    if (held) {
                        accounts().setPassword(user, new PasswordHash("$hash$" + number));
                    }
                    return held;
                }));

        assertThat(changed).as("8 at once hold the same password to change it").containsOnlyOnce(true);
    }

    @Test
    @Tag("A22")
    default void ofManyFirstProofsOneIsTheFirst() {
        UserId user = add(newAccount());

        assertThat(Together.succeed(8, number -> accounts().verifyEmail(user, NOW)))
                .containsOnlyOnce(true);
    }

    @Test
    @Tag("A21")
    default void whoIsHeldChangesNoPassword() {
        UserId user = add(newAccount());
        PasswordHash first = accounts().find(user).orElseThrow().passwordHash();
        Together.succeed(8, number -> {
            store().transactions().run(() -> {
                accounts().hold(user);
                PasswordHash before = accounts().find(user).orElseThrow().passwordHash();
                accounts().setPassword(user, new PasswordHash(before.value() + "x"));
            });
            return true;
        });

        assertThat(accounts().find(user).orElseThrow().passwordHash())
                .as("one after the other")
                .isEqualTo(new PasswordHash(first.value() + "xxxxxxxx"));
        store().transactions().run(() -> accounts().hold(NOBODY));
    }

    private boolean hold(UserId user, PasswordHash expected) {
        return inTransaction(() -> accounts().holdPassword(user, expected));
    }

    private Accounts accounts() {
        return store().account().accounts();
    }

    private UserId add(NewAccount account) {
        return inTransaction(() -> accounts().add(account));
    }
}
