package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.AccountChanges;
import dev.messenger.application.account.port.AccountChanges.Change;
import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.AccountChanges.NewChange;
import dev.messenger.application.account.port.TwoFactors.Snapshot;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happened to accounts, and the links that take it back (rule A21). */
@Tag("A21")
@PortContract(AccountChanges.class)
public interface AccountChangesContract extends StoreContract {

    /** Long ago, so that forgetting these leaves those of other tests. */
    Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    default void aChangeComesBackAsItWas() {
        UserId user = user();
        NewChange full = new NewChange(
                user,
                Kind.TWO_FACTOR_DISABLED,
                "2001:db8::7",
                "Ünïcode/1.0",
                NOW,
                new Snapshot("sealed", 7, List.of("h1", "h2")));
        NewChange bare = new NewChange(user, Kind.MAILBOX_PROVEN, null, null, NOW, null);
        NewChange noCodes =
                new NewChange(user, Kind.TWO_FACTOR_ENABLED, "a", "b", NOW, new Snapshot("sealed", 0, List.of()));
        List.of(full, bare, noCodes).forEach(this::add);

        assertThat(changes().of(user)).extracting(Change::content).containsExactly(full, bare, noCodes);
        assertThat(changes().of(user())).as("of somebody else").isEmpty();
    }

    @Test
    default void whatAMailToldIsNotToldAgain() {
        UserId user = user();
        add(user, 1);
        add(user, 2);
        long second = changes().untold(user).getLast().id();
        add(user, 3);
        store().transactions().run(() -> changes().told(user, second));

        assertThat(changes().untold(user))
                .extracting(change -> change.content().at())
                .containsExactly(NOW.plusSeconds(3));
        assertThat(changes().of(user)).hasSize(3);
    }

    @Test
    default void aLinkTakesBackItsChangeAndAllLaterOnes() {
        UserId user = user();
        UserId other = user();
        add(user, 1);
        add(user, 2);
        String link = link(user, 1);
        String later = link(user, 1);
        add(other, 3);
        add(user, 4);

        assertThat(changes().userOf(link, NOW)).contains(user);
        assertThat(takeBack(link, NOW))
                .as("newest first")
                .extracting(change -> change.content().at())
                .containsExactly(NOW.plusSeconds(4), NOW.plusSeconds(2));
        assertThat(changes().of(user)).hasSize(1);
        assertThat(changes().of(other)).as("of somebody else").hasSize(1);
        assertThat(takeBack(link, NOW)).as("a link works once").isEmpty();
        assertThat(changes().userOf(later, NOW)).as("of a change that is gone").isEmpty();
        assertThat(takeBack(later, NOW)).isEmpty();
    }

    @Test
    default void aLinkIsAsGoodAsItsChangeIsYoung() {
        UserId user = user();
        add(user, 1);
        String link = link(user, 0);

        assertThat(changes().userOf(link, NOW.plusSeconds(2))).isEmpty();
        assertThat(takeBack(link, NOW.plusSeconds(2))).isEmpty();
        assertThat(takeBack(link, NOW.plusSeconds(1))).hasSize(1);
    }

    @Test
    default void nobodyMadeAnUnknownLink() {
        assertThat(changes().userOf(Unique.name("h"), NOW)).isEmpty();
        assertThat(takeBack(Unique.name("h"), NOW)).isEmpty();
    }

    @Test
    default void ofManyAtOnceWithOneLinkOneTakesBack() {
        UserId user = user();
        add(user, 1);
        String link = link(user, 0);

        assertThat(Together.succeed(8, number -> takeBack(link, NOW).size())).containsOnlyOnce(1);
    }

    @Test
    default void noFloodPushesOutWhatWasBefore() {
        UserId user = user();
        for (int i = 0; i < AccountChanges.MAX + 5; i++) {
            add(user, i);
        }

        assertThat(changes().of(user))
                .hasSize(AccountChanges.MAX)
                .extracting(change -> change.content().at())
                .startsWith(NOW, NOW.plusSeconds(1))
                .endsWith(NOW.plusSeconds(AccountChanges.MAX - 2), NOW.plusSeconds(AccountChanges.MAX + 4));
    }

    @Test
    default void theOldAreForgottenWithTheirLinks() {
        UserId user = user();
        add(new NewChange(user, Kind.PASSWORD_CHANGED, null, null, LONG_AGO, null));
        add(user, 1);
        String link = link(user, 0);
        store().transactions().run(() -> changes().forget(LONG_AGO.plus(Duration.ofDays(1))));

        assertThat(changes().of(user)).hasSize(1);
        assertThat(changes().userOf(link, LONG_AGO)).isEmpty();
    }

    @Test
    default void allOfAUserGoTogether() {
        UserId user = user();
        UserId other = user();
        add(user, 1);
        add(other, 1);
        String link = link(user, 0);
        store().transactions().run(() -> changes().removeAll(user));

        assertThat(changes().of(user)).isEmpty();
        assertThat(changes().userOf(link, NOW)).isEmpty();
        assertThat(changes().of(other)).hasSize(1);
    }

    @Test
    default void aRollbackLeavesTheLinkGood() {
        UserId user = user();
        add(user, 1);
        String link = link(user, 0);
        rolledBack(() -> assertThat(changes().takeBack(link, NOW)).hasSize(1));

        assertThat(takeBack(link, NOW)).hasSize(1);
    }

    private void add(UserId user, long secondsOn) {
        add(new NewChange(user, Kind.PASSWORD_CHANGED, "192.0.2.7", null, NOW.plusSeconds(secondsOn), null));
    }

    private void add(NewChange change) {
        store().transactions().run(() -> changes().add(change));
    }

    /** A link to the change with this number. */
    private String link(UserId user, int number) {
        String hash = Unique.name("h");
        store().transactions()
                .run(() -> changes().addLink(hash, changes().of(user).get(number)));
        return hash;
    }

    private List<Change> takeBack(String link, Instant since) {
        return inTransaction(() -> changes().takeBack(link, since));
    }

    private AccountChanges changes() {
        return store().account().safety().changes();
    }
}
