package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.CodeGuesses;
import dev.messenger.application.account.port.CodeGuesses.Guesses;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wrong second factors, also when many come at once (rule A19). */
@Tag("A19")
@PortContract(CodeGuesses.class)
public interface CodeGuessesContract extends StoreContract {

    @Test
    default void thereAreNoneAtFirst() {
        assertThat(guesses().change(user(), "a", one -> one)).isEqualTo(Guesses.NONE);
    }

    @Test
    default void eachNetworkOfAnAccountHasItsOwn() {
        UserId user = user();
        Guesses two = new Guesses(2, NOW, NOW.plusSeconds(60));
        assertThat(guesses().change(user, "a", none -> two)).isEqualTo(Guesses.NONE);

        assertThat(current(user, "a")).isEqualTo(two);
        assertThat(current(user, "")).isEqualTo(Guesses.NONE);
        assertThat(current(user(), "a")).isEqualTo(Guesses.NONE);
    }

    @Test
    default void ofManyAtOnceNoneIsLost() {
        UserId user = user();
        Together.succeed(8, number -> guesses().change(user, "", CodeGuessesContract::oneMore));

        assertThat(current(user, "").number()).isEqualTo(8);
    }

    @Test
    default void whatIsRemovedIsNone() {
        UserId user = user();
        guesses().change(user, "a", CodeGuessesContract::oneMore);
        guesses().change(user, "b", CodeGuessesContract::oneMore);
        store().transactions().run(() -> guesses().remove(user, "a"));

        assertThat(current(user, "a")).isEqualTo(Guesses.NONE);
        assertThat(current(user, "b").number()).isEqualTo(1);
    }

    @Test
    default void theOldAreForgotten() {
        UserId old = user();
        UserId young = user();
        guesses().change(old, "", none -> new Guesses(3, NOW.minusSeconds(20), NOW));
        guesses().change(young, "", none -> new Guesses(4, NOW.minusSeconds(10), NOW));
        store().transactions().run(() -> guesses().forget(NOW.minusSeconds(10)));

        assertThat(current(old, "")).isEqualTo(Guesses.NONE);
        assertThat(current(young, "").number()).isEqualTo(4);
    }

    @Test
    default void aRollbackCountsNone() {
        UserId user = user();
        rolledBack(() -> guesses().change(user, "", CodeGuessesContract::oneMore));

        assertThat(current(user, "")).isEqualTo(Guesses.NONE);
    }

    private static Guesses oneMore(Guesses before) {
        return new Guesses(before.number() + 1, NOW, NOW);
    }

    private Guesses current(UserId user, String network) {
        return guesses().change(user, network, UnaryOperator.identity());
    }

    private CodeGuesses guesses() {
        return store().account().safety().codeGuesses();
    }
}
