package dev.messenger.contracts.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.contracts.PortContract;
import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Several writes in a transaction are one unit. */
@PortContract(Transactions.class)
public interface TransactionsContract extends StoreContract {

    @Test
    default void answersWhatTheWorkAnswers() {
        assertThat(store().transactions().<Integer>inTransaction(() -> 42))
                .as("inTransaction returns what the work returned")
                .isEqualTo(42);
    }

    @Test
    default void keepsWhatWasWritten() {
        UserId user = inTransaction(() -> store().account().accounts().add(newAccount()));

        assertThat(store().account().accounts().find(user))
                .as("a commit keeps what was written")
                .isPresent();
    }

    @Test
    default void undoesEverythingWhenTheWorkThrows() {
        NewAccount one = newAccount();
        NewAccount other = newAccount();
        AtomicReference<Optional<UserId>> seenInside = new AtomicReference<>(Optional.empty());
        rolledBack(() -> {
            UserId added = store().account().accounts().add(one);
            store().account().accounts().add(other);
            seenInside.set(store().account().accounts().find(added).map(account -> account.id()));
        });

        assertThat(seenInside.get()).as("a transaction sees its own writes").isPresent();
        assertThat(store().account().accounts().findByEmail(one.email()))
                .as("a rollback undoes the first write")
                .isEmpty();
        assertThat(store().account().accounts().findByEmail(other.email()))
                .as("a rollback undoes the last write")
                .isEmpty();
    }

    @Test
    default void undoesChangesToTheirFormerValue() {
        UserId user = inTransaction(() -> store().account().accounts().add(newAccount()));
        rolledBack(() -> store().account().accounts().verifyEmail(user, NOW));

        assertThat(store().account().accounts().find(user).orElseThrow().emailVerified())
                .as("a rollback brings back what was there before the change")
                .isFalse();
    }

    @Test
    default void isUsableAfterARollback() {
        rolledBack(() -> store().account().accounts().add(newAccount()));
        NewAccount after = newAccount();
        inTransaction(() -> store().account().accounts().add(after));

        assertThat(store().account().accounts().findByEmail(after.email()))
                .as("the same thread can begin anew after a rollback")
                .isPresent();
    }

    @Test
    default void undoesErrorsToo() {
        NewAccount account = newAccount();
        assertThatThrownBy(() -> store().transactions().run(() -> {
                    store().account().accounts().add(account);
                    throw new AssertionError("an error, not an exception");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(store().account().accounts().findByEmail(account.email()))
                .as("an Error rolls back as an exception does")
                .isEmpty();
    }

    @Test
    default void joinsTheCallersTransaction() {
        NewAccount account = newAccount();
        rolledBack(() ->
                store().transactions().run(() -> store().account().accounts().add(account)));

        assertThat(store().account().accounts().findByEmail(account.email()))
                .as("an inner transaction is part of the outer one and goes with it")
                .isEmpty();
    }

    @Test
    default void commitsOnlyAtTheOutermostEnd() {
        NewAccount account = newAccount();
        Accounts accounts = store().account().accounts();
        rolledBack(() -> {
            store().transactions().run(() -> accounts.add(account));
            assertThat(accounts.findByEmail(account.email()))
                    .as("what the inner part wrote is there for the outer part")
                    .isPresent();
        });
        assertThat(accounts.findByEmail(account.email()))
                .as("the inner part's end is no commit")
                .isEmpty();
    }

    @Test
    default void threadsDoNotShareATransaction() {
        List<NewAccount> accounts = List.of(newAccount(), newAccount(), newAccount(), newAccount());
        List<Together.Outcome<UserId>> outcomes = Together.run(
                accounts.size(),
                number -> inTransaction(() -> {
                    UserId added = store().account().accounts().add(accounts.get(number));
                    if (number % 2 == 1) {
                        throw new ChangeOfMind();
                    }
                    return added;
                }));

        for (int i = 0; i < accounts.size(); i++) {
            boolean kept = i % 2 == 0;
            assertThat(outcomes.get(i).succeeded()).isEqualTo(kept);
            assertThat(store().account()
                            .accounts()
                            .findByEmail(accounts.get(i).email())
                            .isPresent())
                    .as("thread %d: its own end alone decides about its writes", i)
                    .isEqualTo(kept);
        }
    }
}
