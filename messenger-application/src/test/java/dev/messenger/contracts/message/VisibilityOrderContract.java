package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Once a reader has seen a message, no message with a lower id appears in that chat (rule M13). */
@Tag("M13")
@PortContract(Messages.class)
public interface VisibilityOrderContract extends StoreContract {

    /** The time that a second writer gets to overtake the first one, which must not happen. */
    Duration CHANCE_TO_OVERTAKE = Duration.ofMillis(300);

    @Test
    default void idsGrow() {
        UserId owner = user();
        ChatId chat = group(owner);
        MessageId first = send(chat, owner, "1");

        assertThat(send(chat, owner, "2")).isGreaterThan(first);
    }

    @Test
    default void aWriterWhoCommitsLateIsNotOvertaken() {
        UserId owner = user();
        ChatId chat = group(owner);
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        List<Object> ids = Together.succeed(3, number -> switch (number) {
            case 0 ->
                inTransaction(() -> {
                    NewMessage slow = text(chat, owner, "Slow", null, null);
                    MessageId id = send(slow).message().id();
                    posted.countDown();
                    await(overtaken, CHANCE_TO_OVERTAKE);
                    return id;
                });
            case 1 -> {
                await(posted, Duration.ofSeconds(30));
                MessageId id = send(chat, owner, "Swift");
                overtaken.countDown();
                yield id;
            }
            default -> watch(chat, owner, 2);
        });

        assertThat((MessageId) ids.get(0))
                .as("the first writer's id is the lower one")
                .isLessThan((MessageId) ids.get(1));
        assertThat(ids.get(2)).as("and it became visible first").isEqualTo(List.of(ids.get(0), ids.get(1)));
    }

    @Test
    default void aReaderAmongManyWritersNeverFindsANewMessageBelowOneAlreadySeen() {
        UserId owner = user();
        ChatId chat = group(owner);
        int writers = 6;
        int each = 15;
        List<List<MessageId>> results = Together.succeed(writers + 2, number -> {
            if (number >= writers) {
                return watch(chat, owner, writers * each);
            }
            List<MessageId> own = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                own.add(send(chat, owner, "From " + number + ": " + i));
            }
            return own;
        });

        Set<MessageId> sent = new HashSet<>();
        results.subList(0, writers).forEach(own -> {
            assertThat(own).as("what one writer sends comes in its order").isSorted();
            sent.addAll(own);
        });
        assertThat(sent).as("every message has an id of its own").hasSize(writers * each);
        for (List<MessageId> seen : results.subList(writers, writers + 2)) {
            assertThat(seen).as("a reader finds all of them").containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    default void chatsDoNotWaitForOneAnotherForEver() {
        UserId owner = user();
        List<ChatId> chats = List.of(group(owner), group(owner), group(owner), group(owner));
        Together.succeed(4, number -> {
            for (int i = 0; i < 20; i++) {
                send(chats.get((number + i) % 4), owner, "From " + number);
            }
            return true;
        });

        for (ChatId chat : chats) {
            assertThat(store().message()
                            .messages()
                            .history(chat, owner, null, 200)
                            .orElseThrow()
                            .messages())
                    .hasSize(20);
        }
    }

    /**
     * Reads the newest page repeatedly until {@code expected} messages were seen. Returns them in the order in which
     * they became visible.
     */
    private List<MessageId> watch(ChatId chat, UserId viewer, int expected) {
        List<MessageId> seen = new ArrayList<>();
        long giveUp = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (seen.size() < expected && System.nanoTime() < giveUp) {
            List<MessageId> oldestFirst =
                    store().message().messages().history(chat, viewer, null, 200).orElseThrow().messages().stream()
                            .map(message -> message.message().id())
                            .toList()
                            .reversed();
            assertThat(oldestFirst.size()).as("no message vanishes").isGreaterThanOrEqualTo(seen.size());
            assertThat(oldestFirst.subList(0, seen.size()))
                    .as("a new message appeared below one that was seen already")
                    .isEqualTo(seen);
            seen = new ArrayList<>(oldestFirst);
        }
        return seen;
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            boolean inTime = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(inTime || atMost.equals(CHANCE_TO_OVERTAKE)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
