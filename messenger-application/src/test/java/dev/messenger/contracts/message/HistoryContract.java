package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages of the messages of a chat, newest first (rule C8). */
@Tag("C8")
@PortContract(Messages.class)
public interface HistoryContract extends StoreContract {

    @Test
    default void thereIsNoneWithoutAChat() {
        assertThat(store().message().messages().history(ChatsContract.NOWHERE, user(), null, 10))
                .isEmpty();
    }

    @Test
    default void isEmptyInANewChat() {
        UserId owner = user();

        assertThat(store().message().messages().history(group(owner), owner, null, 10))
                .contains(new Messages.History(new Standing(ChatType.GROUP, false, Role.OWNER), List.of()));
    }

    @Test
    default void showsAStrangerTheStandingAlone() {
        UserId owner = user();
        ChatId chat = group(owner);
        send(chat, owner, "Secret");

        assertThat(store().message().messages().history(chat, user(), null, 10))
                .contains(new Messages.History(new Standing(ChatType.GROUP, false, null), List.of()));
    }

    @Test
    default void comesNewestFirst() {
        UserId owner = user();
        ChatId chat = group(owner);
        List<MessageId> newestFirst = sent(chat, owner, 3);

        assertThat(page(chat, owner, null, 10)).containsExactlyElementsOf(newestFirst);
    }

    @Test
    default void showsThisChatAlone() {
        UserId owner = user();
        ChatId one = group(owner);
        ChatId other = group(owner);
        MessageId first = send(one, owner, "1");
        send(other, owner, "2");
        MessageId third = send(one, owner, "3");

        assertThat(page(one, owner, null, 10)).containsExactly(third, first);
    }

    @Test
    default void theBoundIsExclusive() {
        UserId owner = user();
        ChatId chat = group(owner);
        List<MessageId> newestFirst = sent(chat, owner, 3);

        assertThat(page(chat, owner, newestFirst.get(1), 10)).containsExactly(newestFirst.get(2));
        assertThat(page(chat, owner, newestFirst.get(2), 10))
                .as("before the first")
                .isEmpty();
    }

    @Test
    default void aBoundThatNamesNothingIsJustABound() {
        UserId owner = user();
        ChatId chat = group(owner);
        List<MessageId> newestFirst = sent(chat, owner, 2);

        assertThat(page(chat, owner, MessagesContract.NOTHING, 10)).containsExactlyElementsOf(newestFirst);
        assertThat(page(chat, owner, new MessageId(newestFirst.getFirst().value() + 1), 10))
                .containsExactlyElementsOf(newestFirst);
    }

    @Test
    default void pagesSeeEachMessageOnce() {
        UserId owner = user();
        ChatId chat = group(owner);
        List<MessageId> newestFirst = sent(chat, owner, 7);
        for (int limit : new int[] {1, 2, 3, 7, 200}) {
            List<MessageId> all = new ArrayList<>();
            List<MessageId> page = page(chat, owner, null, limit);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                all.addAll(page);
                send(chat, owner, "Written meanwhile");
                page = page(chat, owner, page.getLast(), limit);
            }
            assertThat(all)
                    .as("pages of %d, while others write", limit)
                    .endsWith(newestFirst.toArray(MessageId[]::new));
            assertThat(all).doesNotHaveDuplicates();
        }
    }

    @Test
    @Tag("M22")
    default void goesForwardFromABound() {
        UserId owner = user();
        ChatId chat = group(owner);
        List<MessageId> newestFirst = sent(chat, owner, 5);

        assertThat(after(chat, owner, newestFirst.get(4), 2))
                .as("next to the bound, newest first")
                .containsExactly(newestFirst.get(2), newestFirst.get(3));
        assertThat(after(chat, owner, newestFirst.get(1), 10)).containsExactly(newestFirst.getFirst());
        assertThat(after(chat, owner, newestFirst.getFirst(), 10)).isEmpty();
    }

    @Test
    @Tag("M22")
    default void goesForwardThroughWhatTheViewerSeesAlone() {
        UserId owner = user();
        ChatId chat = group(owner);
        MessageId first = send(chat, owner, "1");
        MessageId hidden = send(chat, owner, "2");
        MessageId third = send(chat, owner, "3");
        store().transactions().run(() -> store().message().changes().hide(chat, hidden, owner));

        assertThat(after(chat, owner, first, 1)).containsExactly(third);
        assertThat(store().message().messages().historyAfter(chat, user(), first, 10))
                .as("to a stranger")
                .contains(new Messages.History(new Standing(ChatType.GROUP, false, null), List.of()));
        assertThat(store().message().messages().historyAfter(ChatsContract.NOWHERE, owner, first, 10))
                .isEmpty();
    }

    @Test
    default void handsNothingLiveOut() {
        UserId owner = user();
        ChatId chat = group(owner);
        send(chat, owner, "Before");
        List<MessageWithStatus> before = store().message()
                .messages()
                .history(chat, owner, null, 10)
                .orElseThrow()
                .messages();
        List<MessageWithStatus> copy = List.copyOf(before);
        send(chat, owner, "After");

        assertThat(before).as("what was read does not change any more").isEqualTo(copy);
    }

    private List<MessageId> sent(ChatId chat, UserId sender, int count) {
        List<MessageId> newestFirst = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            newestFirst.addFirst(send(chat, sender, "Message " + i));
        }
        return newestFirst;
    }

    private List<MessageId> after(ChatId chat, UserId viewer, MessageId bound, int limit) {
        return store().message().messages().historyAfter(chat, viewer, bound, limit).orElseThrow().messages().stream()
                .map(seen -> seen.message().id())
                .toList();
    }

    private List<MessageId> page(ChatId chat, UserId viewer, @Nullable MessageId before, int limit) {
        return store().message().messages().history(chat, viewer, before, limit).orElseThrow().messages().stream()
                .map(seen -> seen.message().id())
                .toList();
    }
}
