package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import java.time.InstantSource;

/** Deleting messages for oneself or for everyone (rule M8). */
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
     * Hides a message from the caller only.
     *
     * @throws MessageNotFound when the caller cannot see the message
     */
    public void deleteForMe(UserId caller, MessageId message) {
        transactions.run(() -> {
            StoredMessage hidden = lock(caller, message).message().message();
            changes.hide(hidden.chat(), message, caller);
            outbox.append(new Event.MessageHidden(hidden.chat(), message, caller));
            outbox.append(new Event.OwnChatUpdated(hidden.chat(), caller)); // counts, last and pinned message
        });
    }

    /**
     * Deletes a message for everyone.
     *
     * @throws MessageNotFound when the caller cannot see the message
     * @throws Forbidden when somebody else sent it and the caller does not moderate the chat
     */
    public void deleteForAll(UserId caller, MessageId message) {
        transactions.run(() -> {
            changes.lockChatOf(message);
            LockedMessage locked = lock(caller, message);
            StoredMessage deleted = locked.message().message();
            locked.rightOf(caller).requireDeletingForAll();
            changes.delete(deleted.chat(), message, clock.instant());
            outbox.append(new Event.MessageDeleted(deleted.chat(), message, caller));
            outbox.append(new Event.ChatUpdated(deleted.chat(), caller)); // counts, last and pinned message
        });
    }

    private LockedMessage lock(UserId caller, MessageId message) {
        return changes.lockMessage(message, caller).orElseThrow(MessageNotFound::new);
    }
}
