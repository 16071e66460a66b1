package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Threads;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages with their replies (rule M9). */
@Tag("M9")
@PortContract(Threads.class)
public interface ThreadsContract extends StoreContract {

    @Test
    default void aMessageWithoutRepliesIsAThread() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId root = send(chat, user, "Root");
        send(chat, user, "No reply");

        assertThat(threads().read(root, user, 10))
                .containsExactly(store().message().messages().find(root, user).orElseThrow());
    }

    @Test
    default void whoCannotSeeTheRootSeesNothing() {
        UserId user = user();
        UserId member = user();
        ChatId chat = group(user, member);
        MessageId root = send(chat, user, "Root");
        reply(chat, user, root);
        MessageId deleted = send(chat, user, "Deleted");
        reply(chat, user, deleted);
        hide(chat, root, member);
        delete(chat, deleted, user);

        assertThat(read(MessagesContract.NOTHING, user, 10))
                .as("what is not there")
                .isEmpty();
        assertThat(read(root, user(), 10)).as("a stranger").isEmpty();
        assertThat(read(root, member, 10)).as("who hid it").isEmpty();
        assertThat(read(deleted, user, 10)).as("deleted").isEmpty();
    }

    @Test
    default void goesLevelByLevelAndEachLevelById() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId root = send(chat, user, "Root");
        MessageId first = reply(chat, user, root);
        MessageId second = reply(chat, user, root);
        MessageId underSecond = reply(chat, user, second);
        MessageId underFirst = reply(chat, user, first);
        MessageId deepest = reply(chat, user, underFirst);
        MessageId third = reply(chat, user, root);

        assertThat(read(root, user, 10)).containsExactly(root, first, second, third, underSecond, underFirst, deepest);
        assertThat(read(first, user, 10)).as("from within").containsExactly(first, underFirst, deepest);
    }

    @Test
    default void theLimitCountsTheRoot() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId root = send(chat, user, "Root");
        MessageId first = reply(chat, user, root);
        MessageId second = reply(chat, user, root);
        MessageId below = reply(chat, user, first);

        assertThat(read(root, user, 1)).containsExactly(root);
        assertThat(read(root, user, 3)).containsExactly(root, first, second);
        assertThat(read(root, user, 4)).containsExactly(root, first, second, below);
    }

    @Test
    default void goesOnThroughWhatTheViewerCannotSee() {
        UserId user = user();
        UserId member = user();
        ChatId chat = group(user, member);
        MessageId root = send(chat, user, "Root");
        MessageId hidden = reply(chat, user, root);
        MessageId underHidden = reply(chat, user, hidden);
        MessageId deleted = reply(chat, user, root);
        MessageId underDeleted = reply(chat, user, deleted);
        hide(chat, hidden, member);
        delete(chat, deleted, user);

        assertThat(read(root, member, 10)).containsExactly(root, underHidden, underDeleted);
        assertThat(read(root, user, 10)).as("for the other").containsExactly(root, hidden, underHidden, underDeleted);
        assertThat(read(root, member, 2)).as("what is not seen does not count").containsExactly(root, underHidden);
    }

    @Test
    default void aLongChainIsReadToTheLimit() {
        UserId user = user();
        ChatId chat = group(user);
        List<MessageId> chain = new ArrayList<>();
        chain.add(send(chat, user, "Root"));
        for (int i = 0; i < 60; i++) {
            chain.add(reply(chat, user, chain.getLast()));
        }

        assertThat(read(chain.getFirst(), user, 200)).isEqualTo(chain);
        assertThat(read(chain.getFirst(), user, 50)).isEqualTo(chain.subList(0, 50));
    }

    @Test
    @Tag("M4")
    default void sendersSeeHowFarTheirMessagesGot() {
        UserId user = user();
        UserId other = user();
        ChatId chat = privateChat(user, other);
        MessageId root = send(chat, user, "Root");
        reply(chat, other, root);

        assertThat(threads().read(root, user, 10))
                .extracting(MessageWithStatus::status)
                .as("of one's own, and of the other's")
                .containsExactly(DeliveryStatus.SENT, null);
    }

    private MessageId reply(ChatId chat, UserId sender, MessageId to) {
        return send(text(chat, sender, "Reply", null, to)).message().id();
    }

    private void hide(ChatId chat, MessageId message, UserId member) {
        store().transactions().run(() -> store().message().changes().hide(chat, message, member));
    }

    private void delete(ChatId chat, MessageId message, UserId sender) {
        store().transactions().run(() -> {
            store().message().changes().lockChatOf(message);
            store().message().changes().lockMessage(message, sender);
            store().message().changes().delete(chat, message, NOW);
        });
    }

    private List<MessageId> read(MessageId root, UserId viewer, int limit) {
        return threads().read(root, viewer, limit).stream()
                .map(seen -> seen.message().id())
                .toList();
    }

    private Threads threads() {
        return store().message().threads();
    }
}
