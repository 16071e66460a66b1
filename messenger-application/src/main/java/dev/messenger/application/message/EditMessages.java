package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Editing messages, and deleting them for oneself or for everyone (rules M6 to M8). */
public final class EditMessages {

    private final Messages messages;
    private final MessageChanges changes;
    private final MessageViews views;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public EditMessages(
            Messages messages,
            MessageChanges changes,
            MessageViews views,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.messages = messages;
        this.changes = changes;
        this.views = views;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Replaces the text of a message of the caller.
     *
     * @param text null removes a caption
     * @return the message as it is now; unchanged when it had this text already
     * @throws MessageNotFound when the caller cannot see the message
     * @throws Forbidden when somebody else sent it, or the caller may no longer post there
     * @throws RuleViolation when it is a forward
     * @throws InvalidValue when a text message would lose its text
     */
    public MessageView edit(UserId caller, MessageId message, @Nullable MessageText text) {
        return transactions.inTransaction(() -> {
            LockedMessage locked = lock(caller, message);
            StoredMessage before = locked.message().message();
            requireEditable(caller, locked, text);
            if (Objects.equals(before.text(), text)) {
                return views.of(locked.message());
            }
            Instant now = clock.instant();
            boolean mentionsChanged =
                    changes.edit(message, text, now.isAfter(before.updatedAt()) ? now : before.updatedAt());
            outbox.append(new Event.MessageUpdated(before.chat(), message, caller));
            if (mentionsChanged) {
                outbox.append(new Event.ChatUpdated(before.chat(), caller)); // counts of mentions
            }
            return views.of(messages.find(message, caller).orElseThrow(MessageNotFound::new));
        });
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

    private static void requireEditable(UserId caller, LockedMessage locked, @Nullable MessageText text) {
        locked.rightOf(caller).requireEditing();
        if (text == null && locked.message().message().type() == MessageType.TEXT) {
            throw new InvalidValue("text", "is required for a message of type text");
        }
    }

    private LockedMessage lock(UserId caller, MessageId message) {
        return changes.lockMessage(message, caller).orElseThrow(MessageNotFound::new);
    }
}
