package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
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

/** Editing messages (rules M6, M7). */
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
     * Gives a message of the caller another text.
     *
     * @param text null takes a caption away
     * @return the message as it is now; unchanged when it had this text already
     * @throws MessageNotFound when the caller cannot see it
     * @throws Forbidden when it is someone else's, or the caller may not post there any more
     * @throws RuleViolation when it is a forward
     * @throws InvalidValue when a text message would be left without text
     */
    public MessageView edit(UserId caller, MessageId message, @Nullable MessageText text) {
        return transactions.inTransaction(() -> {
            MessageChanges.Held held = changes.hold(message, caller).orElseThrow(MessageNotFound::new);
            StoredMessage before = held.message().message();
            requireEditable(caller, held, text);
            if (Objects.equals(before.text(), text)) {
                return views.of(held.message());
            }
            Instant now = clock.instant();
            boolean mentionsOthers =
                    changes.edit(message, text, now.isAfter(before.updatedAt()) ? now : before.updatedAt());
            outbox.append(new Event.MessageUpdated(before.chat(), message, caller));
            if (mentionsOthers) {
                outbox.append(new Event.ChatUpdated(before.chat(), caller)); // counts of mentions have changed
            }
            return views.of(messages.find(message, caller).orElseThrow(MessageNotFound::new));
        });
    }

    private static void requireEditable(UserId caller, MessageChanges.Held held, @Nullable MessageText text) {
        held.rightOf(caller).requireEditing();
        if (text == null && held.message().message().type() == MessageType.TEXT) {
            throw new InvalidValue("text", "is required for a message of type text");
        }
    }
}
