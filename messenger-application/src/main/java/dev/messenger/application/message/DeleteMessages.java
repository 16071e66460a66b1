package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import java.time.InstantSource;

/** Deleting messages, for oneself or for everyone (rule M8). */
public final class DeleteMessages {

    private final MessageChanges changes;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public DeleteMessages(MessageChanges changes, Outbox outbox, Transactions transactions, InstantSource clock) {
        this.changes = changes;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Hides a message from the caller alone.
     *
     * @throws MessageNotFound when the caller cannot see it
     */
    public void deleteForMe(UserId caller, MessageId message) {
        transactions.run(() -> {
            StoredMessage hidden = held(caller, message).message().message();
            changes.hide(hidden.chat(), message, caller);
            outbox.append(new Event.MessageHidden(hidden.chat(), message, caller));
            outbox.append(new Event.OwnChatUpdated(hidden.chat(), caller)); // counts, last and pinned message
        });
    }

    /**
     * Deletes a message for everyone.
     *
     * @throws MessageNotFound when the caller cannot see it
     * @throws Forbidden when it is someone else's and the caller is not of the staff
     */
    public void deleteForAll(UserId caller, MessageId message) {
        transactions.run(() -> {
            changes.takeTurnOf(message);
            MessageChanges.Held held = held(caller, message);
            StoredMessage deleted = held.message().message();
            held.rightOf(caller).requireDeletingForAll();
            changes.delete(deleted.chat(), message, clock.instant());
            outbox.append(new Event.MessageDeleted(deleted.chat(), message, caller));
            outbox.append(new Event.ChatUpdated(deleted.chat(), caller)); // counts, last and pinned message
        });
    }

    private MessageChanges.Held held(UserId caller, MessageId message) {
        return changes.hold(message, caller).orElseThrow(MessageNotFound::new);
    }
}
