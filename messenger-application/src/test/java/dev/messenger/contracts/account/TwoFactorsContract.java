package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.application.account.port.TwoFactors.Snapshot;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Second factors, also when two requests use one at the same time (rule A9). */
@Tag("A9")
@PortContract(TwoFactors.class)
public interface TwoFactorsContract extends StoreContract {

    @Test
    default void nobodyHasOneAtFirst() {
        UserId user = user();

        assertThat(factors().find(user)).isEmpty();
        assertThat(factors().acceptStep(user, 5)).isFalse();
        assertThat(factors().useRecoveryCode(user, "h1")).isFalse();
        assertThat(factors().replaceRecoveryCodes(user, List.of("h1"))).isFalse();
        assertThat(factors().disable(user)).isFalse();
        assertThat(factors().enable(user, "s1", 5, List.of())).isFalse();
    }

    @Test
    default void aProposalIsReplacedUntilItIsOn() {
        UserId user = user();
        assertThat(factors().propose(user, "s1")).isTrue();
        assertThat(factors().propose(user, "s2")).isTrue();
        assertThat(factors().disable(user)).as("a proposal is not on").isFalse();
        assertThat(factors().enable(user, "s1", 5, List.of()))
                .as("an older proposal")
                .isFalse();
        assertThat(factors().enable(user, "s2", 5, List.of("h1"))).isTrue();

        assertThat(factors().find(user)).contains(new TwoFactors.TwoFactor("s2", true));
        assertThat(factors().propose(user, "s3")).isFalse();
        assertThat(factors().enable(user, "s2", 6, List.of())).isFalse();
    }

    @Test
    default void aStepIsAcceptedOnceAndNoneBeforeIt() {
        UserId user = enabled();

        assertThat(factors().acceptStep(user, 5)).as("used up by enabling").isFalse();
        assertThat(factors().acceptStep(user, 7)).isTrue();
        assertThat(factors().acceptStep(user, 7)).isFalse();
        assertThat(factors().acceptStep(user, 6)).isFalse();
        assertThat(factors().acceptStep(user, 8)).isTrue();
    }

    @Test
    default void ofManyWithOneStepOnePasses() {
        UserId user = enabled();

        assertThat(Together.succeed(8, number -> factors().acceptStep(user, 9))).containsOnlyOnce(true);
    }

    @Test
    default void aRecoveryCodeIsUsedOnce() {
        UserId user = enabled();

        assertThat(Together.succeed(8, number -> factors().useRecoveryCode(user, "h1")))
                .containsOnlyOnce(true);
        assertThat(factors().useRecoveryCode(user, "h2")).isTrue();
        assertThat(factors().useRecoveryCode(enabled(), "h3")).isFalse();
    }

    @Test
    default void newRecoveryCodesReplaceTheOld() {
        UserId user = enabled();
        assertThat(factors().replaceRecoveryCodes(user, List.of("h2", "h3"))).isTrue();

        assertThat(factors().useRecoveryCode(user, "h1")).isFalse();
        assertThat(factors().useRecoveryCode(user, "h2")).isTrue();
        assertThat(factors().useRecoveryCode(user, "h3")).isTrue();
    }

    @Test
    default void whatIsOffIsForgotten() {
        UserId user = enabled();

        assertThat(Together.succeed(4, number -> factors().disable(user))).containsOnlyOnce(true);
        assertThat(factors().find(user)).isEmpty();
        assertThat(factors().useRecoveryCode(user, "h1")).isFalse();
    }

    @Test
    @Tag("A21")
    default void anEarlierOneComesBackAsItWas() {
        UserId user = enabled();
        factors().acceptStep(user, 7);
        factors().useRecoveryCode(user, "h2");
        Snapshot before = factors().snapshot(user).orElseThrow();
        assertThat(before).isEqualTo(new Snapshot("secret", 7, List.of("h1")));
        factors().disable(user);
        assertThat(factors().snapshot(user)).isEmpty();
        store().transactions().run(() -> factors().restore(user, before));

        assertThat(factors().snapshot(user)).contains(before);
        assertThat(factors().acceptStep(user, 7)).as("used up before").isFalse();
        assertThat(factors().useRecoveryCode(user, "h2")).as("used up before").isFalse();
        assertThat(factors().useRecoveryCode(user, "h1")).isTrue();
    }

    @Test
    @Tag("A21")
    default void anEarlierOneTakesThePlaceOfWhateverIsThere() {
        UserId user = enabled();
        Snapshot earlier = new Snapshot("earlier", 3, List.of("h9"));
        store().transactions().run(() -> factors().restore(user, earlier));
        assertThat(factors().snapshot(user)).contains(earlier);

        UserId proposing = user();
        factors().propose(proposing, "proposal");
        assertThat(factors().snapshot(proposing)).as("a proposal is not on").isEmpty();
        store().transactions().run(() -> factors().restore(proposing, earlier));
        assertThat(factors().snapshot(proposing)).contains(earlier);
    }

    @Test
    default void aRollbackUsesNothingUp() {
        UserId user = enabled();
        rolledBack(() -> {
            assertThat(factors().acceptStep(user, 7)).isTrue();
            assertThat(factors().useRecoveryCode(user, "h1")).isTrue();
        });

        assertThat(factors().acceptStep(user, 7)).isTrue();
        assertThat(factors().useRecoveryCode(user, "h1")).isTrue();
    }

    private UserId enabled() {
        UserId user = user();
        factors().propose(user, "secret");
        factors().enable(user, "secret", 5, List.of("h1", "h2"));
        return user;
    }

    private TwoFactors factors() {
        return store().account().safety().twoFactors();
    }
}
