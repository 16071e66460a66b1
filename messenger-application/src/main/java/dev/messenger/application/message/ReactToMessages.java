package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import java.time.InstantSource;
import java.util.List;

/** Reacting to messages (rule M11). */
public final class ReactToMessages {

    private final Messages messages;
    private final MessageChanges changes;
    private final Reactions reactions;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public ReactToMessages(
            Messages messages,
            MessageChanges changes,
            Reactions reactions,
            Outbox outbox,
            Transactions transactions,
            InstantSource clock) {
        this.messages = messages;
        this.changes = changes;
        this.reactions = reactions;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The reactions to a message: by count, then by first use.
     *
     * @throws MessageNotFound when the caller cannot see it
     */
    public List<ReactionView> list(UserId caller, MessageId message) {
        StoredMessage seen =
                messages.find(message, caller).orElseThrow(MessageNotFound::new).message();
        return reactions.of(seen.chat(), message, caller);
    }

    /**
     * Gives a reaction, or takes it back.
     *
     * @return the reactions as they are now
     * @throws MessageNotFound when the caller cannot see the message
     * @throws Forbidden when it is in a private chat and either side blocked the other
     */
    public List<ReactionView> toggle(UserId caller, MessageId message, Emoji emoji) {
        return transactions.inTransaction(() -> {
            MessageChanges.Held held = changes.hold(message, caller).orElseThrow(MessageNotFound::new);
            held.right().requireReacting();
            StoredMessage target = held.message().message();
            boolean added = reactions.toggle(target.chat(), message, caller, emoji, clock.instant());
            outbox.append(new Event.ReactionChanged(target.chat(), message, caller, emoji.value(), added));
            return reactions.of(target.chat(), message, caller);
        });
    }
}
