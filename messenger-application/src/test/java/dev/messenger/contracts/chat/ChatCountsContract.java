package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.Memberships;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many chats users are in, and own (rule H16). */
@Tag("H16")
@PortContract(Memberships.class)
public interface ChatCountsContract extends StoreContract {

    @Test
    default void whoIsInNoChatIsNotBusy() {
        assertThat(busy(Set.of(user()), 1)).isEmpty();
        assertThat(busy(Set.of(), 1)).as("of nobody").isEmpty();
    }

    @Test
    default void whoIsInSoManyChatsIsBusy() {
        UserId user = user();
        UserId other = user();
        group(user, other);
        privateChat(user, other);
        chat(ChatType.CHANNEL, user());

        assertThat(busy(Set.of(user, other), 2)).as("in two").containsExactlyInAnyOrder(user, other);
        assertThat(busy(Set.of(user, other), 3)).as("not in three").isEmpty();
        group(user);
        assertThat(busy(Set.of(user, other), 3)).as("one of them").containsExactly(user);
    }

    @Test
    default void aChatThatWasLeftOrDeletedDoesNotCount() {
        UserId user = user();
        ChatId left = group(user(), user);
        ChatId deleted = group(user);
        store().transactions().run(() -> {
            store().chat().memberships().remove(left, user);
            store().chat().chats().remove(deleted, NOW);
        });

        assertThat(busy(Set.of(user), 1)).isEmpty();
        assertThat(owned(user)).isZero();
    }

    @Test
    default void ownedAreGroupsAndChannelsOfTheOwnerAlone() {
        UserId owner = user();
        UserId member = user();
        ChatId group = group(owner, member);
        chat(ChatType.CHANNEL, owner, member);
        privateChat(owner, member);

        assertThat(owned(owner)).isEqualTo(2);
        assertThat(owned(member)).isZero();
        store().transactions().run(() -> {
            store().chat().memberships().changeRole(group, owner, Role.ADMIN);
            store().chat().memberships().changeRole(group, member, Role.OWNER);
        });
        assertThat(owned(owner)).as("handed over").isEqualTo(1);
        assertThat(owned(member)).isEqualTo(1);
    }

    @Test
    default void ofManyAtOnceOneFindsTheLastFreePlace() {
        UserId user = user();
        group(user);
        List<Boolean> created = Together.succeed(
                8,
                number -> inTransaction(() -> {
                    boolean free = store().chat()
                            .memberships()
                            .lockBusy(Set.of(user), 2)
                            .isEmpty();
                    if (free) {
                        group(user);
                    }
                    return free;
                }));

        assertThat(created).as("8 at once for the last place").containsOnlyOnce(true);
        assertThat(owned(user)).isEqualTo(2);
    }

    @Test
    default void theSameUsersInAnyOrderWaitForOneAnother() {
        List<UserId> users = List.of(user(), user(), user(), user());
        List<Set<UserId>> orders = List.of(Set.copyOf(users), Set.copyOf(users.reversed()));

        assertThat(Together.succeed(8, number -> busy(orders.get(number % 2), 1)))
                .as("none fails")
                .allMatch(Set::isEmpty);
    }

    private Set<UserId> busy(Set<UserId> users, int chats) {
        return inTransaction(() -> store().chat().memberships().lockBusy(users, chats));
    }

    private int owned(UserId user) {
        return store().chat().memberships().countOwned(user);
    }
}
