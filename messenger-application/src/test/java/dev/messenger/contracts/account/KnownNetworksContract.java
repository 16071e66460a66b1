package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.KnownNetworks;
import dev.messenger.application.account.port.KnownNetworks.KnownNetwork;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The networks from which accounts signed in (rule A19). */
@Tag("A19")
@PortContract(KnownNetworks.class)
public interface KnownNetworksContract extends StoreContract {

    @Test
    default void aNetworkIsKnownToItsAccountAlone() {
        UserId user = user();
        add(user, "192.0.2.7", 0);

        assertThat(networks().isKnown(user, "192.0.2.7", NOW)).isTrue();
        assertThat(networks().isKnown(user, "192.0.2.8", NOW)).isFalse();
        assertThat(networks().isKnown(user(), "192.0.2.7", NOW))
                .as("to somebody else")
                .isFalse();
    }

    @Test
    default void aNetworkIsKnownByTheEmailToo() {
        NewAccount account = newAccount();
        UserId user = inTransaction(() -> store().account().accounts().add(account));
        add(user, "2001:db8:0:1::/64", 0);

        assertThat(networks().isKnown(account.email(), "2001:db8:0:1::/64", NOW))
                .isTrue();
        assertThat(networks().isKnown(account.email(), "192.0.2.7", NOW)).isFalse();
        assertThat(networks().isKnown(new Email("nobody@example.com"), "2001:db8:0:1::/64", NOW))
                .as("by the email of nobody")
                .isFalse();
    }

    @Test
    default void aNetworkIsKnownSinceItsLastSignIn() {
        UserId user = user();
        add(user, "192.0.2.7", 0);
        add(user, "192.0.2.7", 9);

        assertThat(networks().isKnown(user, "192.0.2.7", NOW.plusSeconds(9))).isTrue();
        assertThat(networks().isKnown(user, "192.0.2.7", NOW.plusSeconds(10))).isFalse();
    }

    @Test
    default void theLastSignInComesFirst() {
        UserId user = user();
        add(user, "a", 1);
        add(user, "b", 2);
        add(user, "a", 3);

        assertThat(networks().of(user))
                .containsExactly(new KnownNetwork("a", NOW.plusSeconds(3)), new KnownNetwork("b", NOW.plusSeconds(2)));
    }

    @Test
    default void theOldestGoesWhenThereAreTooMany() {
        UserId user = user();
        for (int i = 0; i < KnownNetworks.MAX + 3; i++) {
            add(user, "network " + i, i);
        }
        add(user, "network 5", 99);

        assertThat(networks().of(user))
                .hasSize(KnownNetworks.MAX)
                .extracting(KnownNetwork::network)
                .startsWith("network 5", "network " + (KnownNetworks.MAX + 2))
                .endsWith("network 3")
                .doesNotHaveDuplicates();
    }

    @Test
    default void ofManyAtOnceFromOneNetworkAllAreKnown() {
        UserId user = user();
        Together.succeed(8, number -> {
            add(user, "192.0.2.7", number);
            return true;
        });

        assertThat(networks().of(user)).hasSize(1);
    }

    @Test
    default void forgettingLeavesTheNewestOfEachAccount() {
        UserId user = user();
        add(user, "a", -500);
        add(user, "b", -400);
        UserId other = user();
        add(other, "c", -300);
        add(other, "d", -100);
        store().transactions().run(() -> networks().forget(NOW.minusSeconds(200)));

        assertThat(names(user)).containsExactly("b");
        assertThat(names(other)).containsExactly("d");
        store().transactions().run(() -> networks().forget(NOW.minusSeconds(50)));
        assertThat(names(other)).containsExactly("d");
    }

    @Test
    default void allOfAUserGoTogether() {
        UserId user = user();
        UserId other = user();
        add(user, "a", 1);
        add(user, "b", 2);
        add(other, "a", 1);
        store().transactions().run(() -> networks().removeAll(user));

        assertThat(networks().of(user)).isEmpty();
        assertThat(names(other)).containsExactly("a");
    }

    @Test
    default void aRollbackAddsNone() {
        UserId user = user();
        rolledBack(() -> networks().add(user, "a", NOW));

        assertThat(networks().of(user)).isEmpty();
    }

    private void add(UserId user, String network, long secondsOn) {
        store().transactions().run(() -> networks().add(user, network, NOW.plusSeconds(secondsOn)));
    }

    private List<String> names(UserId user) {
        return networks().of(user).stream().map(KnownNetwork::network).toList();
    }

    private KnownNetworks networks() {
        return store().account().safety().knownNetworks();
    }
}
