package dev.messenger.contracts.notification;

import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationStore.Moment;
import dev.messenger.application.notification.port.NotificationStore.Post;
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

/** What the contracts of notifications do and look at. */
interface Telling extends StoreContract {

    /** The store under test. */
    default NotificationStore notifications() {
        return store().conversations().notifications();
    }

    /** Does one thing as a transaction. */
    default void run(Consumer<NotificationStore> step) {
        store().transactions().run(() -> step.accept(notifications()));
    }

    /** Tells the members of the chat, as the work does: with all events done that there are by now. */
    default MessageId tellOfMessage(ChatId chat, UserId sender, MessageId message) {
        long last = store().outbox().last();
        run(store -> {
            long done = store.claim().orElseThrow(() -> new AssertionError("nobody else works"));
            store.tellOfMessages(List.of(new Post(chat, message, sender)));
            store.advance(Math.max(done, last));
        });
        return message;
    }

    /** Sends a message and tells the members of the chat. */
    default MessageId sendAndTell(ChatId chat, UserId sender, String text) {
        return tellOfMessage(chat, sender, send(chat, sender, text));
    }

    /** An event of that time. Its id is drawn where messages draw theirs. */
    default Moment moment(Instant at) {
        UserId user = user();
        return new Moment(send(group(user), user, "Meanwhile, elsewhere").value(), at);
    }

    /** Gives a message another text. */
    default void edit(MessageId message, UserId sender, String text) {
        store().transactions().run(() -> {
            store().conversations().changes().lockMessage(message, sender);
            store().conversations().changes().edit(message, new MessageText(text), NOW);
        });
    }

    /** Deletes a message for all. */
    default void delete(ChatId chat, MessageId message, UserId sender) {
        store().transactions().run(() -> {
            store().conversations().changes().lockChatOf(message);
            store().conversations().changes().lockMessage(message, sender);
            store().conversations().changes().delete(chat, message, NOW);
        });
    }

    /** By what a user is mentioned. */
    default String username(UserId user) {
        return store().accounts().find(user).orElseThrow().username().value();
    }

    /** The newest of what someone was told. */
    default List<NotificationView> list(UserId user) {
        return notifications().list(user, null, 100);
    }

    /** The messages of a page, whatever it tells of them. */
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
