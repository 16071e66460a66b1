package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.ReadPositions;
import java.util.Objects;

/** The positions up to which members received and read their chats (rule M5). */
public final class ReadStates {

    private final Messages messages;
    private final Outbox outbox;
    private final Transactions transactions;

    public ReadStates(Messages messages, Outbox outbox, Transactions transactions) {
        this.messages = messages;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** The position to move. */
    public enum Progress {
        DELIVERED,
        READ
    }

    /**
     * Moves the caller's positions forward to a message, never back.
     *
     * @return the positions as they are now
     * @throws MessageNotFound when the caller cannot see the message in that chat
     */
    public ReadPositions update(UserId caller, ChatId chat, MessageId message, Progress progress) {
        return transactions.inTransaction(() -> {
            ReadPositions before = messages.find(message, caller)
                    .filter(seen -> seen.message().chat().equals(chat))
                    .flatMap(seen -> messages.lockPositions(chat, caller))
                    .orElseThrow(MessageNotFound::new);
            ReadPositions after = switch (progress) {
                case DELIVERED -> before.deliveredUpTo(message);
                case READ -> before.readUpTo(message);
            };
            if (!after.equals(before)) {
                messages.savePositions(chat, caller, after);
                appendEvents(caller, chat, before, after);
            }
            return after;
        });
    }

    private void appendEvents(UserId caller, ChatId chat, ReadPositions before, ReadPositions after) {
        MessageId read = after.read();
        MessageId delivered = after.delivered();
        if (read != null && !Objects.equals(read, before.read())) {
            outbox.append(new Event.MessageRead(chat, read, caller));
            outbox.append(new Event.OwnChatUpdated(chat, caller));
        } else if (delivered != null) {
            outbox.append(new Event.MessageDelivered(chat, delivered, caller));
        }
    }
}
