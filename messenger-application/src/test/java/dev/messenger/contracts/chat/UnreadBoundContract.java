package dev.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The unread count is exact up to its bound and is the bound above it (rule H4). */
@Tag("H4")
@PortContract(ChatList.class)
public interface UnreadBoundContract extends StoreContract {

    @Test
    default void stopsAtTheBound() {
        UserId reader = user();
        UserId writer = user();
        ChatId chat = privateChat(reader, writer);
        MessageId first = send(chat, writer, "1");
        MessageId second = send(chat, writer, "2");
        store().transactions().run(() -> {
            for (int i = 3; i <= ChatList.UNREAD_BOUND; i++) {
                send(chat, writer, "" + i);
            }
        });
        assertThat(unread(reader, chat)).as("exact at the bound").isEqualTo(ChatList.UNREAD_BOUND);

        MessageId last = send(chat, writer, "one more");
        assertThat(unread(reader, chat)).as("the bound above it").isEqualTo(ChatList.UNREAD_BOUND);
        read(chat, reader, first);
        assertThat(unread(reader, chat)).as("1,000 of 1,001 left").isEqualTo(ChatList.UNREAD_BOUND);
        read(chat, reader, second);
        assertThat(unread(reader, chat)).as("exact below the bound").isEqualTo(ChatList.UNREAD_BOUND - 1);
        read(chat, reader, last);
        assertThat(unread(reader, chat)).as("all read").isZero();
    }

    @Test
    default void isExactAmongWhatDoesNotCount() {
        UserId reader = user();
        UserId writer = user();
        ChatId chat = privateChat(reader, writer);
        MessageId first = send(chat, writer, "read");
        read(chat, reader, first);
        var changes = store().message().changes();
        store().transactions().run(() -> {
            for (int i = 0; i < 100; i++) {
                MessageId theirs = send(chat, writer, "theirs " + i);
                MessageId own = send(chat, reader, "own " + i);
                boolean deleted = i % 5 == 0;
                boolean hidden = i % 3 == 0;
                if (hidden) {
                    changes.hide(chat, theirs, reader);
                    changes.hide(chat, own, reader);
                }
                if (deleted) {
                    changes.delete(chat, theirs, NOW);
                    changes.delete(chat, own, NOW);
                }
            }
        });

        // 20 of 100 messages are deleted, 34 are hidden, 7 are both
        assertThat(unread(reader, chat))
                .as("all but own, deleted and hidden ones")
                .isEqualTo(100 - 20 - 34 + 7);
        assertThat(unread(writer, chat))
                .as("the reader's, none of them hidden from the writer")
                .isEqualTo(100 - 20);
    }

    @Test
    default void ownMessagesNeverCountHoweverMany() {
        UserId reader = user();
        UserId writer = user();
        ChatId chat = group(reader, writer);
        store().transactions().run(() -> {
            for (int i = 0; i < 70; i++) {
                send(chat, reader, "own " + i);
            }
        });
        assertThat(unread(reader, chat)).as("the reader's own").isZero();
        assertThat(unread(writer, chat)).as("all of another's").isEqualTo(70);

        MessageId first = send(chat, writer, "1");
        send(chat, writer, "2");
        assertThat(unread(reader, chat)).as("two among own ones").isEqualTo(2);
        read(chat, reader, first);
        store().transactions().run(() -> {
            for (int i = 0; i < 70; i++) {
                send(chat, reader, "own again " + i);
            }
        });
        assertThat(unread(reader, chat)).as("own ones before and behind").isEqualTo(1);
    }

    private void read(ChatId chat, UserId reader, MessageId message) {
        store().transactions().run(() -> {
            var positions =
                    store().message().messages().lockPositions(chat, reader).orElseThrow();
            store().message().messages().savePositions(chat, reader, positions.readUpTo(message));
        });
    }

    private int unread(UserId viewer, ChatId chat) {
        int alone =
                store().chat().list().find(viewer, chat).orElseThrow().mine().unread();
        int listed = store().chat()
                .list()
                .page(viewer, new ChatListQuery(1, null))
                .getFirst()
                .mine()
                .unread();
        assertThat(listed).as("list and single chat agree").isEqualTo(alone);
        return alone;
    }
}
