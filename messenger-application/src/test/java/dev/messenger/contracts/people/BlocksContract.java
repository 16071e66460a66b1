package dev.messenger.contracts.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.people.port.Blocks;
import dev.messenger.application.people.port.People.KnownPerson;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Blocks between users (rule U8). */
@Tag("U8")
@PortContract(Blocks.class)
public interface BlocksContract extends StoreContract {

    @Test
    default void nobodyIsBlockedAtFirst() {
        assertThat(blockedBy(user())).isEmpty();
    }

    @Test
    default void aBlockIsOfWhoMadeIt() {
        UserId blocker = user();
        UserId blocked = user();
        block(blocker, blocked);

        assertThat(blockedBy(blocker)).as("blocked by the blocker").containsExactly(blocked);
        assertThat(blockedBy(blocked)).as("blocked by the blocked user").isEmpty();
    }

    @Test
    default void blockingTwiceBlocksOnce() {
        UserId blocker = user();
        UserId blocked = user();
        block(blocker, blocked);
        block(blocker, blocked);
        assertThat(blockedBy(blocker)).containsExactly(blocked);

        unblock(blocker, blocked);
        assertThat(blockedBy(blocker)).as("unblocked once").isEmpty();
    }

    @Test
    default void unblockingWhoIsNotBlockedDoesNothing() {
        UserId one = user();
        UserId other = user();
        block(other, one);
        unblock(one, other);
        unblock(one, other);

        assertThat(blockedBy(one)).isEmpty();
        assertThat(blockedBy(other)).as("the other direction").containsExactly(one);
    }

    @Test
    default void theSameBlockByManyAtOnceIsOne() {
        UserId blocker = user();
        UserId blocked = user();
        Together.succeed(8, number -> {
            block(blocker, blocked);
            return number;
        });

        assertThat(blockedBy(blocker)).as("blocked 8 times at once").containsExactly(blocked);
    }

    @Test
    default void aRollbackBlocksAndUnblocksNobody() {
        UserId blocker = user();
        UserId blocked = user();
        UserId other = user();
        block(blocker, blocked);
        rolledBack(() -> {
            blocks().add(blocker, other, NOW);
            blocks().remove(blocker, blocked);
        });

        assertThat(blockedBy(blocker)).containsExactly(blocked);
    }

    @Test
    @Tag("U9")
    default void countsTheOthersOfAList() {
        UserId blocker = user();
        UserId blocked = user();
        assertThat(blocks().countBesides(blocker, blocked))
                .as("of an empty list")
                .isZero();
        block(blocker, blocked);
        block(blocker, user());
        block(blocked, blocker);

        assertThat(blocks().countBesides(blocker, blocked)).as("who is on it").isEqualTo(1);
        assertThat(blocks().countBesides(blocker, user())).as("who is not").isEqualTo(2);
    }

    @Test
    @Tag("U9")
    default void underTheLockOfTheProfileOfManyAtOnceOneTakesTheLastPlace() {
        UserId blocker = user();
        List<UserId> others = List.of(user(), user(), user(), user(), user(), user(), user(), user());
        List<Boolean> added = Together.succeed(
                8,
                number -> inTransaction(() -> {
                    store().people().profiles().lock(blocker);
                    boolean free = blocks().countBesides(blocker, others.get(number)) < 1;
                    if (free) {
                        blocks().add(blocker, others.get(number), NOW);
                    }
                    return free;
                }));

        assertThat(added).as("8 at once for the last place").containsOnlyOnce(true);
    }

    private void block(UserId blocker, UserId blocked) {
        store().transactions().run(() -> blocks().add(blocker, blocked, NOW));
    }

    private void unblock(UserId blocker, UserId blocked) {
        store().transactions().run(() -> blocks().remove(blocker, blocked));
    }

    private List<UserId> blockedBy(UserId blocker) {
        return store().people().profiles().blockedBy(blocker, null, 200).stream()
                .map(KnownPerson::profile)
                .map(profile -> profile.id())
                .toList();
    }

    private Blocks blocks() {
        return store().people().blocks();
    }
}
