package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mailed token works once, until it expires (rules A2, A10). */
@Tag("A2")
@PortContract(MailTokens.class)
public interface MailTokensContract extends StoreContract {

    @Test
    default void knowsNoTokenThatWasNotAdded() {
        assertThat(consume(Unique.name("h"), 0)).isEmpty();
    }

    @Test
    default void worksOnce() {
        UserId user = user();
        String hash = add(user);

        assertThat(consume(hash, 0)).contains(user);
        assertThat(consume(hash, 0)).as("a token works once").isEmpty();
    }

    @Test
    default void endsInTime() {
        UserId user = user();
        String inTime = add(user);
        String late = add(user);

        assertThat(consume(inTime, 59)).as("a second before its end").contains(user);
        assertThat(consume(late, 60)).as("at its end").isEmpty();
    }

    @Test
    default void aUserMayHaveSeveral() {
        UserId user = user();
        String first = add(user);
        String second = add(user);

        assertThat(consume(second, 0)).contains(user);
        assertThat(consume(first, 0)).as("using one leaves the other").contains(user);
    }

    @Test
    default void aRollbackLeavesItGood() {
        UserId user = user();
        String hash = add(user);
        rolledBack(() -> assertThat(tokens().consume(hash, TokenPurpose.VERIFY_EMAIL, NOW))
                .contains(user));

        assertThat(consume(hash, 0)).as("what failed did not use the token up").contains(user);
    }

    @Test
    default void ofManyAtOnceOneGetsIt() {
        UserId user = user();
        String hash = add(user);
        List<Optional<UserId>> got = Together.succeed(8, number -> consume(hash, 0));

        assertThat(got)
                .filteredOn(Optional::isPresent)
                .as("8 at once with one token")
                .hasSize(1);
    }

    @Test
    default void goesWithItsAccount() {
        UserId user = inTransaction(() -> store().account().accounts().add(newAccount()));
        String hash = add(user);
        store().transactions().run(() -> store().account().accounts().removeInactive(user));

        assertThat(consume(hash, 0))
                .as("removing an account removes its tokens")
                .isEmpty();
    }

    @Test
    default void worksForItsPurposeAlone() {
        UserId user = user();
        String hash = add(user);

        assertThat(this.<Optional<UserId>>inTransaction(() -> tokens().consume(hash, TokenPurpose.RESET_PASSWORD, NOW)))
                .as("for another purpose")
                .isEmpty();
        assertThat(consume(hash, 0)).as("for its own, after that").contains(user);
    }

    @Test
    default void askingWhetherItIsGoodDoesNotUseItUp() {
        UserId user = user();
        String hash = add(user);

        assertThat(tokens().isGood(hash, TokenPurpose.VERIFY_EMAIL, NOW)).isTrue();
        assertThat(tokens().isGood(hash, TokenPurpose.RESET_PASSWORD, NOW))
                .as("for another purpose")
                .isFalse();
        assertThat(tokens().isGood(hash, TokenPurpose.VERIFY_EMAIL, NOW.plusSeconds(60)))
                .as("at its end")
                .isFalse();
        assertThat(consume(hash, 0)).contains(user);
        assertThat(tokens().isGood(hash, TokenPurpose.VERIFY_EMAIL, NOW))
                .as("used up")
                .isFalse();
    }

    @Test
    @Tag("A8")
    default void allOfAUserForAPurposeAreTakenAwayTogether() {
        UserId user = user();
        UserId other = user();
        String first = add(user);
        String second = add(user);
        String ofAnother = add(other);
        String reset = Unique.name("h");
        store().transactions().run(() -> {
            tokens().add(reset, TokenPurpose.RESET_PASSWORD, user, NOW.plusSeconds(60));
            tokens().removeAll(user, TokenPurpose.VERIFY_EMAIL);
        });

        assertThat(consume(first, 0)).isEmpty();
        assertThat(consume(second, 0)).isEmpty();
        assertThat(consume(ofAnother, 0)).as("of somebody else").contains(other);
        assertThat(tokens().isGood(reset, TokenPurpose.RESET_PASSWORD, NOW))
                .as("for another purpose")
                .isTrue();
    }

    @Test
    default void forgettingTakesNothingThatIsStillGood() {
        UserId user = user();
        String hash = add(user);
        store().transactions().run(() -> tokens().forget(NOW.minusSeconds(1)));

        assertThat(consume(hash, 0)).contains(user);
    }

    private String add(UserId user) {
        String hash = Unique.name("h");
        store().transactions().run(() -> tokens().add(hash, TokenPurpose.VERIFY_EMAIL, user, NOW.plusSeconds(60)));
        return hash;
    }

    private Optional<UserId> consume(String hash, long secondsOn) {
        return inTransaction(() -> tokens().consume(hash, TokenPurpose.VERIFY_EMAIL, NOW.plusSeconds(secondsOn)));
    }

    private MailTokens tokens() {
        return store().account().mailTokens();
    }
}
