package dev.messenger.contracts.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.OwnChat;
import dev.messenger.application.account.port.OwnData;
import dev.messenger.application.account.port.OwnMessage;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All chats and messages of a user, and no others (rule A11). */
@Tag("A11")
@PortContract(OwnData.class)
public interface OwnDataContract extends StoreContract {

    @Test
    default void whoMadeNothingHasNothing() {
        UserId user = user();

        assertThat(ownData().memberships(user, null, 10)).isEmpty();
        assertThat(ownData().messages(user, null, 10)).isEmpty();
    }

    @Test
    default void namesEveryChatThatOneIsIn() {
        UserId user = user();
        UserId other = user();
        ChatId group = group(other, user);
        ChatId channel = chat(ChatType.CHANNEL, user);
        ChatId pair = privateChat(user, other);
        group(other);

        assertThat(ownData().memberships(user, null, 10))
                .containsExactly(
                        new OwnChat(group, ChatType.GROUP, "A chat", Role.MEMBER, NOW),
                        new OwnChat(channel, ChatType.CHANNEL, "A chat", Role.OWNER, NOW),
                        new OwnChat(pair, ChatType.PRIVATE, null, Role.MEMBER, NOW));
    }

    @Test
    default void namesNoChatThatOneLeftOrThatIsGone() {
        UserId user = user();
        ChatId left = group(user(), user);
        ChatId deleted = group(user);
        send(deleted, user, "Gone with the chat");
        store().transactions().run(() -> {
            store().chat().memberships().remove(left, user);
            store().chat().chats().remove(deleted, NOW);
        });

        assertThat(ownData().memberships(user, null, 10)).isEmpty();
        assertThat(ownData().messages(user, null, 10))
                .as("messages of a deleted chat")
                .isEmpty();
    }

    @Test
    default void hasEveryMessageAsItIsNow() {
        UserId user = user();
        UserId other = user();
        ChatId chat = group(user, other);
        MessageId root = send(chat, other, "Of another");
        MessageId edited = send(chat, user, "Before");
        NewMessage picture = new NewMessage(chat, user, MessageType.IMAGE, null, null, root, NOW.plusSeconds(1));
        MessageId reply = send(picture).message().id();
        store().transactions().run(() -> {
            assertThat(store().message().changes().lockMessage(edited, user)).isPresent();
            store().message().changes().edit(edited, new MessageText("After"), NOW.plusSeconds(2));
        });

        assertThat(ownData().messages(user, null, 10))
                .containsExactly(
                        new OwnMessage(edited, chat, MessageType.TEXT, "After", null, NOW, NOW.plusSeconds(2)),
                        new OwnMessage(
                                reply, chat, MessageType.IMAGE, null, root, NOW.plusSeconds(1), NOW.plusSeconds(1)));
    }

    @Test
    default void hasWhatOneSentIntoChatsThatOneLeft() {
        UserId user = user();
        ChatId chat = group(user(), user);
        MessageId message = send(chat, user, "I was here");
        store().transactions().run(() -> store().chat().memberships().remove(chat, user));

        assertThat(ownData().messages(user, null, 10))
                .extracting(OwnMessage::id)
                .containsExactly(message);
    }

    @Test
    default void hasNothingThatWasDeletedOrRolledBack() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId deleted = send(chat, user, "Deleted");
        NewMessage never = text(chat, user, "Never", null, null);
        rolledBack(() -> send(never));
        store().transactions().run(() -> {
            store().message().changes().lockChatOf(deleted);
            assertThat(store().message().changes().lockMessage(deleted, user)).isPresent();
            store().message().changes().delete(chat, deleted, NOW);
        });

        assertThat(ownData().messages(user, null, 10)).isEmpty();
    }

    @Test
    default void pagesHaveEachOnceInOrderOfChatAndId() {
        UserId user = user();
        List<ChatId> chats = new ArrayList<>();
        List<MessageId> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chats.add(group(user));
        }
        for (ChatId chat : chats.reversed()) {
            messages.addFirst(send(chat, user, "Newest chat first"));
        }
        messages.add(send(chats.getLast(), user, "Newest chat last"));

        assertThat(chats(user, null, 2)).containsExactlyElementsOf(chats.subList(0, 2));
        assertThat(chats(user, chats.get(1), 2)).containsExactlyElementsOf(chats.subList(2, 4));
        assertThat(chats(user, chats.get(3), 2)).containsExactly(chats.get(4));
        assertThat(chats(user, chats.get(4), 2)).as("behind the end").isEmpty();
        List<OwnMessage> first = ownData().messages(user, null, 2);
        List<OwnMessage> second = ownData().messages(user, first.getLast(), 3);
        List<OwnMessage> last = ownData().messages(user, second.getLast(), 2);
        assertThat(Stream.of(first, second, last).flatMap(List::stream).map(OwnMessage::id))
                .containsExactlyElementsOf(messages);
        assertThat(ownData().messages(user, last.getLast(), 2))
                .as("behind the end")
                .isEmpty();
    }

    private List<ChatId> chats(UserId user, @Nullable ChatId after, int limit) {
        return ownData().memberships(user, after, limit).stream()
                .map(OwnChat::chat)
                .toList();
    }

    private OwnData ownData() {
        return store().account().ownData();
    }
}
