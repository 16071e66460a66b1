package dev.messenger.contracts.notification;

import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationStore.PostedMessage;
import dev.messenger.application.notification.port.NotificationStore.Stamp;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps and queries of the contracts of notifications. */
interface Notifying extends StoreContract {

    /** The store under test. */
    default NotificationStore notifications() {
        return store().message().notifications();
    }

    /** Runs one step in a transaction. */
    default void run(Consumer<NotificationStore> step) {
        store().transactions().run(() -> step.accept(notifications()));
    }

    /** Notifies the members of the chat like the projector, and marks all present events as projected. */
    default MessageId notifyOfMessage(ChatId chat, UserId sender, MessageId message) {
        long last = store().outbox().last();
        run(store -> {
            long done = store.claim().orElseThrow(() -> new AssertionError("no other projector runs"));
            store.notifyOfMessages(List.of(new PostedMessage(chat, message, sender)));
            store.advance(Math.max(done, last));
        });
        return message;
    }

    /** Sends a message and notifies the members of the chat. */
    default MessageId sendAndNotify(ChatId chat, UserId sender, String text) {
        return notifyOfMessage(chat, sender, send(chat, sender, text));
    }

    /** The stamp of an event at this time. Its id comes from the sequence of messages. */
    default Stamp stamp(Instant at) {
        UserId user = user();
        return new Stamp(send(group(user), user, "Meanwhile, elsewhere").value(), at);
    }

    /** Edits the text of a message. */
    default void edit(MessageId message, UserId sender, String text) {
        store().transactions().run(() -> {
            store().message().changes().lockMessage(message, sender);
            store().message().changes().edit(message, new MessageText(text), NOW);
        });
    }

    /** Deletes a message for all. */
    default void delete(ChatId chat, MessageId message, UserId sender) {
        store().transactions().run(() -> {
            store().message().changes().lockChatOf(message);
            store().message().changes().lockMessage(message, sender);
            store().message().changes().delete(chat, message, NOW);
        });
    }

    /** The username for mentions. */
    default String username(UserId user) {
        return store().account().accounts().find(user).orElseThrow().username().value();
    }

    /** The newest notifications of a user. */
    default List<NotificationView> list(UserId user) {
        return notifications().list(user, null, 100);
    }

    /** The messages of a page of notifications. */
    default List<MessageId> messages(UserId user, @Nullable MessageId before, int limit) {
        return notifications().list(user, before == null ? null : before.value(), limit).stream()
                .map(NotificationView::message)
                .toList();
    }

    /** The ids of a page. */
    default List<Long> ids(UserId user, @Nullable Long before, int limit) {
        return notifications().list(user, before, limit).stream()
                .map(NotificationView::id)
                .toList();
    }
}
