package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatPurge;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Purging removes the remains of deleted chats and nothing else (rule H11). */
@Tag("H11")
@PortContract(ChatPurge.class)
public interface ChatPurgeContract extends StoreContract {

    /** More batches than these tests need. */
    int ENOUGH = 10_000;

    /** An instant after the deletions of these tests. */
    Instant LATER = NOW.plusSeconds(3_600);

    @Test
    default void comesToAnEnd() {
        deletedChat(user());
        purgeAll(100);

        assertThat(purge().purge(100, LATER)).as("there is nothing left to do").isFalse();
    }

    @Test
    default void comesToAnEndInTheSmallestBatches() {
        deletedChat(user());

        assertThat(purgeAll(1)).as("batches of one").isLessThan(ENOUGH);
    }

    @Test
    default void leavesChatsThatAreThere() {
        UserId owner = user();
        UserId member = user();
        ChatId alive = group(owner, member);
        MessageId message = send(alive, owner, "Still here");
        deletedChat(owner);
        purgeAll(100);

        assertThat(store().message().messages().find(message, member)).isPresent();
        assertThat(store().chat().memberships().page(alive, null, 10))
                .extracting(Member::user)
                .containsExactly(owner, member);
    }

    @Test
    default void whatWasDeletedStaysDeleted() {
        UserId owner = user();
        ChatId chat = group(owner);
        MessageId message = send(chat, owner, "Gone");
        remove(chat);
        purgeAll(1);

        assertThat(store().message().messages().find(message, owner)).isEmpty();
        assertThat(store().chat().chats().standing(chat, owner)).isEmpty();
        assertThat(store().account().ownData().messages(owner, null, 10)).isEmpty();
    }

    @Test
    default void severalAtOnceDoNotGetInOneAnothersWay() {
        UserId owner = user();
        ChatId alive = group(owner);
        MessageId message = send(alive, owner, "Still here");
        for (int i = 0; i < 4; i++) {
            deletedChat(owner);
        }
        List<Integer> rounds = Together.succeed(4, number -> purgeAll(3));

        assertThat(rounds).as("4 at once come to an end").allMatch(count -> count < ENOUGH);
        assertThat(store().message().messages().find(message, owner)).isPresent();
    }

    private void deletedChat(UserId owner) {
        ChatId chat = group(owner, user());
        for (int i = 0; i < 5; i++) {
            send(chat, owner, "Message " + i);
        }
        remove(chat);
    }

    private void remove(ChatId chat) {
        store().transactions().run(() -> store().chat().chats().remove(chat, NOW));
    }

    /** The number of calls until nothing was left to purge. */
    private int purgeAll(int batch) {
        int count = 1;
        while (purge().purge(batch, LATER) && count < ENOUGH) {
            count++;
        }
        return count;
    }

    private ChatPurge purge() {
        return store().chat().purge();
    }
}
