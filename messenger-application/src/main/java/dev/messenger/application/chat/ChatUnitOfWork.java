package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.chat.port.Chats.LockedChat;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.event.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** The transaction of a use case that changes chats: the store, the lock of a chat, the events. Thread-safe. */
public final class ChatUnitOfWork {

    private final ChatPorts store;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public ChatUnitOfWork(ChatPorts store, Outbox outbox, Transactions transactions, InstantSource clock) {
        this.store = store;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    ChatPorts store() {
        return store;
    }

    Instant now() {
        return clock.instant();
    }

    <T> T inTransaction(Supplier<T> work) {
        return transactions.inTransaction(work);
    }

    /**
     * Runs {@code work} in a transaction that holds the lock of the chat.
     *
     * @throws ChatNotFound when there is no such chat; {@code work} checks whether the caller may see it
     */
    <T> T locked(UserId caller, ChatId chat, Function<LockedChat, T> work) {
        return transactions.inTransaction(
                () -> work.apply(store.chats().lock(chat, caller).orElseThrow(ChatNotFound::new)));
    }

    /** Appends {@code event} to the outbox, in the transaction of this thread. */
    void publish(Event event) {
        outbox.append(event);
    }
}
