package dev.messenger.application.message;

import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.WritingRight;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RateLimited;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Forwarding messages into other chats, or the same one (rule M10). */
public final class ForwardMessages {

    private static final int MAX_TARGETS = 50;

    private final Messages messages;
    private final MessageChanges changes;
    private final MessageViews views;
    private final Transactions transactions;
    private final RateLimiter limiter;
    private final InstantSource clock;
    private final Settings settings;

    public ForwardMessages(
            Messages messages,
            MessageChanges changes,
            MessageViews views,
            Transactions transactions,
            RateLimiter limiter,
            InstantSource clock,
            Settings settings) {
        this.messages = messages;
        this.changes = changes;
        this.views = views;
        this.transactions = transactions;
        this.limiter = limiter;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A message to forward.
     *
     * @param targets 1 to 50 chats, all different
     * @param withAuthor whether the forwards name the original
     */
    public record Command(MessageId message, List<ChatId> targets, boolean withAuthor) {

        /** @throws InvalidValue when the targets are too few, too many or not all different */
        public Command {
            targets = List.copyOf(targets);
            if (targets.isEmpty() || targets.size() > MAX_TARGETS) {
                throw new InvalidValue(
                        "target_chat_ids", "must name 1 to %d chats, names %d".formatted(MAX_TARGETS, targets.size()));
            }
            if (Set.copyOf(targets).size() < targets.size()) {
                throw new InvalidValue("target_chat_ids", "must name each chat once");
            }
        }
    }

    /**
     * Forwards a message into all targets, or into none.
     *
     * @return the forwards, in the order of the targets
     * @throws MessageNotFound when the caller cannot see the message
     * @throws ChatNotFound when a target does not exist or the caller may not see it
     * @throws Forbidden when the caller may not post into a target
     * @throws RateLimited when the caller sends too much; each target counts
     */
    public List<MessageView> forward(UserId caller, Command command) {
        RateLimiter.Receipt receipt = limiter.take(
                List.of(Limit.perMinute(
                        "message", caller.toString(), settings.limits().messages())),
                command.targets().size());
        try {
            return transactions.inTransaction(() -> forwardAll(caller, command));
        } catch (RuntimeException | Error failure) {
            receipt.giveBack();
            throw failure;
        }
    }

    /** Chats are locked before messages everywhere, so that no two transactions wait for each other. */
    private List<MessageView> forwardAll(UserId caller, Command command) {
        if (messages.find(command.message(), caller).isEmpty()) {
            throw new MessageNotFound();
        }
        Map<ChatId, WritingRight> rights = changes.lockChats(new TreeSet<>(command.targets()), caller);
        for (ChatId target : command.targets()) {
            WritingRight right = rights.get(target);
            if (right == null) {
                throw new ChatNotFound();
            }
            right.requirePosting();
        }
        MessageWithStatus original = changes.lockMessage(command.message(), caller)
                .orElseThrow(MessageNotFound::new)
                .message();
        Map<ChatId, MessageWithStatus> forwards =
                changes.forward(original.message(), rights.keySet(), caller, command.withAuthor(), clock.instant());
        return views.of(command.targets().stream().map(forwards::get).toList());
    }
}
