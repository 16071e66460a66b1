package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The newest message that the viewer can see determines the position of a chat, also after deletions (rule H5). */
@Tag("H4")
@Tag("H5")
@PortContract(ChatList.class)
public interface ChatOrderContract extends StoreContract {

    @Test
    default void aDeletedMessageNoLongerHoldsItsChatUp() {
        UserId me = user();
        UserId other = user();
        ChatId chat = group(me, other);
        ChatId between = groupWithMessageAt(me, 2);
        MessageId first = send(chat, other, 1);
        MessageId second = send(chat, other, 3);
        MessageId third = send(chat, me, 4);
        assertThat(list(me)).containsExactly(chat, between);

        delete(chat, second);
        assertThat(newest(me, chat)).as("an older one is gone").isEqualTo(third);
        assertThat(list(me)).containsExactly(chat, between);
        delete(chat, third);
        assertThat(newest(me, chat)).as("of those that are left").isEqualTo(first);
        assertThat(list(me)).containsExactly(between, chat);
        delete(chat, first);
        assertThat(newest(me, chat)).as("none is left").isNull();
        assertThat(list(me)).as("the other has a message").containsExactly(between, chat);

        MessageId next = send(chat, me, 5);
        assertThat(newest(other, chat)).isEqualTo(next);
        assertThat(list(me)).containsExactly(chat, between);
    }

    @Test
    default void whatOneDeletesForOneselfCountsForOthers() {
        UserId me = user();
        UserId other = user();
        ChatId chat = group(me, other);
        ChatId between = inTransaction(() -> store().chat().chats().add(newChat(ChatType.GROUP, me, at(2), other)));
        MessageId first = send(chat, other, 1);
        MessageId second = send(chat, other, 3);

        hide(chat, second, me);
        assertThat(newest(me, chat)).isEqualTo(first);
        assertThat(list(me)).containsExactly(between, chat);
        assertThat(newest(other, chat)).isEqualTo(second);
        assertThat(list(other)).containsExactly(chat, between);

        MessageId third = send(chat, other, 4);
        hide(chat, first, me);
        assertThat(newest(me, chat)).as("an older one was hidden").isEqualTo(third);
        delete(chat, third);
        assertThat(newest(me, chat)).as("all that is left is hidden").isNull();
        assertThat(newest(other, chat)).isEqualTo(second);
    }

    @Test
    default void whatOneDeletedForOneselfStaysSoForWhoComesBack() {
        UserId owner = user();
        UserId me = user();
        ChatId chat = group(owner, me);
        MessageId first = send(chat, owner, 1);
        MessageId second = send(chat, owner, 2);
        hide(chat, second, me);
        store().transactions().run(() -> store().chat().memberships().remove(chat, me));
        store().transactions().run(() -> store().chat().memberships().add(chat, me, NOW));

        assertThat(newest(me, chat)).isEqualTo(first);
    }

    @Test
    default void aClearedChatStandsWhereItsCreationPutsIt() {
        UserId me = user();
        ChatId chat = group(me);
        ChatId between = groupWithMessageAt(me, 2);
        send(chat, me, 3);
        store().transactions().run(() -> store().chat().preferences().clear(chat, me));
        assertThat(newest(me, chat)).isNull();
        assertThat(list(me)).containsExactly(between, chat);

        MessageId next = send(chat, me, 4);
        assertThat(newest(me, chat)).isEqualTo(next);
        assertThat(list(me)).containsExactly(chat, between);
    }

    @Test
    default void aForwardHoldsItsChatUp() {
        UserId me = user();
        ChatId from = group(me);
        ChatId into = group(me);
        MessageId original = send(from, me, 1);
        MessageId forward = inTransaction(() -> {
            var changes = store().message().changes();
            var held = changes.lockMessage(original, me).orElseThrow();
            changes.lockChats(Set.of(into), me);
            return changes.forward(held.message().message(), Set.of(into), me, true, at(2))
                    .get(into)
                    .message()
                    .id();
        });

        assertThat(newest(me, into)).isEqualTo(forward);
        assertThat(list(me)).containsExactly(into, from);
        delete(into, forward);
        assertThat(newest(me, into)).isNull();
        assertThat(list(me)).containsExactly(from, into);
    }

    /** The clocks of two servers differ: the newest message is the last one posted, whatever its time. */
    @Test
    @Tag("M18")
    default void theLastMessageCountsAndIsNoOlderThanTheOneBeforeItWhenItsClockWasSlow() {
        UserId me = user();
        ChatId between = groupWithMessageAt(me, 2);
        ChatId chat = group(me);
        send(chat, me, 3);
        MessageId last = send(chat, me, 1);

        assertThat(newest(me, chat)).isEqualTo(last);
        assertThat(list(me)).containsExactly(chat, between);
    }

    private static Instant at(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    private MessageId send(ChatId chat, UserId sender, int seconds) {
        return send(new NewMessage(
                        chat, sender, MessageType.TEXT, new MessageText("at " + seconds), null, null, at(seconds)))
                .message()
                .id();
    }

    private ChatId groupWithMessageAt(UserId owner, int seconds) {
        ChatId chat = group(owner);
        MessageId unused = send(chat, owner, seconds);
        return chat;
    }

    private void delete(ChatId chat, MessageId message) {
        store().transactions().run(() -> store().message().changes().delete(chat, message, NOW));
    }

    private void hide(ChatId chat, MessageId message, UserId member) {
        store().transactions().run(() -> store().message().changes().hide(chat, message, member));
    }

    private List<ChatId> list(UserId viewer) {
        return store().chat().list().page(viewer, new ChatListQuery(10, null)).stream()
                .map(entry -> entry.chat().id())
                .toList();
    }

    private @Nullable MessageId newest(UserId viewer, ChatId chat) {
        LastMessage alone =
                store().chat().list().find(viewer, chat).orElseThrow().lastMessage();
        LastMessage listed = store().chat().list().page(viewer, new ChatListQuery(10, null)).stream()
                .filter(entry -> entry.chat().id().equals(chat))
                .findFirst()
                .orElseThrow()
                .lastMessage();
        assertThat(listed).as("list and single chat agree").isEqualTo(alone);
        return alone == null ? null : alone.id();
    }
}
