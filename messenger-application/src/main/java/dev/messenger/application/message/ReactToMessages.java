package dev.messenger.application.message;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;
import java.time.InstantSource;
import java.util.List;

/** Reacting to messages (rule M11). */
public final class ReactToMessages {

    /** Different emojis that one message can have (rule M15). */
    private static final int MAX_EMOJIS = 20;

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
     * The reactions to a message, by count, then by first use.
     *
     * @throws MessageNotFound when the caller cannot see the message
     */
    public List<ReactionView> list(UserId caller, MessageId message) {
        StoredMessage seen =
                messages.find(message, caller).orElseThrow(MessageNotFound::new).message();
        return reactions.of(seen.chat(), message, caller);
    }

    /**
     * Adds a reaction of the caller, or removes it.
     *
     * @return the reactions as they are now
     * @throws MessageNotFound when the caller cannot see the message
     * @throws Forbidden in a private chat when either side blocked the other
     * @throws RuleViolation {@code too_many_reactions} when the message has the largest number of different emojis
     */
    public List<ReactionView> toggle(UserId caller, MessageId message, Emoji emoji) {
        return transactions.inTransaction(() -> {
            LockedMessage locked = changes.lockMessage(message, caller).orElseThrow(MessageNotFound::new);
            locked.right().requireReacting();
            StoredMessage target = locked.message().message();
            boolean added = reactions.toggle(target.chat(), message, caller, emoji, clock.instant());
            List<ReactionView> now = reactions.of(target.chat(), message, caller);
            if (added && now.size() > MAX_EMOJIS) {
                throw new RuleViolation(
                        "too_many_reactions",
                        "emoji: the message has %d different ones. Choose one of them.".formatted(MAX_EMOJIS));
            }
            outbox.append(new Event.ReactionChanged(target.chat(), message, caller, emoji.value(), added));
            return now;
        });
    }
}
