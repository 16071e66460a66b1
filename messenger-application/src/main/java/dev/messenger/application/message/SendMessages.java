package dev.messenger.application.message;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.shared.RequestCoalescer;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Limit;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sending messages (rules M1 to M3). What is sent at the same time is stored in one transaction: see {@code
 * docs/adr/0060-group-commit.md}.
 */
public final class SendMessages {

    /** How far apart two calls with one client id may begin and still run side by side. */
    private static final Duration TWIN_WITHIN = Duration.ofSeconds(2);

    /** Beyond this the cost of a statement grows with its rows, and nothing is gained. */
    private static final int MESSAGES_AT_ONCE = 64;

    private final Posting posting;
    private final RequestCoalescer<NewMessage, Posted> together;
    private final MessageViews views;
    private final Transactions transactions;
    private final RateLimiter limiter;
    private final InstantSource clock;
    private final Settings settings;

    /** @param threads store what is sent at the same time; null for the threads of who sends */
    public SendMessages(
            Messages messages,
            MessageViews views,
            Transactions transactions,
            RateLimiter limiter,
            InstantSource clock,
            Settings settings,
            @Nullable Executor threads) {
        this.posting = new Posting(messages, transactions);
        this.together = new RequestCoalescer<>(this::postAll, SendMessages::identity, MESSAGES_AT_ONCE, true, threads);
        this.views = views;
        this.transactions = transactions;
        this.limiter = limiter;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * What to send.
     *
     * @param text needed for type {@code TEXT}, a caption else
     * @param clientMessageId makes sending again harmless
     */
    public record Command(
            ChatId chat,
            MessageType type,
            @Nullable MessageText text,
            @Nullable ClientMessageId clientMessageId,
            @Nullable MessageId replyTo) {

        /** @throws InvalidValue when a text message has no text */
        public Command {
            if (type == MessageType.TEXT && text == null) {
                throw new InvalidValue("text", "is required for a message of type text");
            }
        }

        /**
         * A text.
         *
         * @param id makes sending again harmless, 1 to 64 characters
         * @throws InvalidValue when text or id break their rules
         */
        public static Command text(ChatId chat, String text, String id) {
            return new Command(chat, MessageType.TEXT, new MessageText(text), new ClientMessageId(id), null);
        }
    }

    /**
     * Sends a message, or finds the one that this client id sent before.
     *
     * @return the message as its sender sees it now
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller may not post there
     * @throws MessageNotFound when the message replied to is not there to see
     * @throws ClientMessageIdReused when the client id stands for another or a deleted message
     * @throws RateLimited when it is too much; never for a message that was sent before
     */
    public MessageView send(UserId caller, Command command) {
        NewMessage wanted = new NewMessage(
                command.chat(),
                caller,
                command.type(),
                command.text(),
                command.clientMessageId(),
                command.replyTo(),
                clock.instant());
        // with others, unless it is to be part of the caller's own transaction
        Posted posted = transactions.isActive() ? postAll(List.of(wanted)).getFirst() : together.call(wanted);
        boolean counts = false;
        try {
            MessageWithStatus message = posted.outcome().message();
            counts = posted.outcome().isNew() || isTwin(message, wanted);
            return views.of(message);
        } finally {
            if (!counts) {
                posted.receipt().giveBack();
            }
        }
    }

    /** What became of a message, and what was counted of it. */
    private record Posted(Posting.Outcome outcome, RateLimiter.Receipt receipt) {}

    /** Counts all first, so that no connection to the database waits for that. */
    private List<Posted> postAll(List<NewMessage> messages) {
        List<RateLimiter.Decision> decisions =
                limiter.takeAll(messages.stream().map(this::attempt).toList());
        List<Posting.Wanted> wanted = IntStream.range(0, messages.size())
                .mapToObj(i ->
                        new Posting.Wanted(messages.get(i), decisions.get(i).refusal()))
                .toList();
        try {
            List<Posting.Outcome> outcomes = posting.postAll(wanted);
            return IntStream.range(0, messages.size())
                    .mapToObj(i -> new Posted(outcomes.get(i), decisions.get(i).counted()))
                    .toList();
        } catch (RuntimeException | Error failure) {
            decisions.forEach(decision -> decision.counted().giveBack());
            throw failure;
        }
    }

    /** A call with the same client id may overtake this one, after it found the attempt counted by this one. */
    private static boolean isTwin(MessageWithStatus stored, NewMessage wanted) {
        return stored.message().createdAt().plus(TWIN_WITHIN).isAfter(wanted.createdAt());
    }

    /** What is sent again is not new to the group that stores it; what has no client id is like nothing else. */
    private static Object identity(NewMessage wanted) {
        ClientMessageId clientId = wanted.clientMessageId();
        return clientId == null ? new Object() : List.of(wanted.chat(), wanted.sender(), clientId);
    }

    private RateLimiter.Attempt attempt(NewMessage wanted) {
        ClientMessageId clientId = wanted.clientMessageId();
        return new RateLimiter.Attempt(limits(wanted), 1, clientId == null ? null : wanted.chat() + " " + clientId);
    }

    private List<Limit> limits(NewMessage message) {
        List<Limit> limits = new ArrayList<>(2);
        limits.add(Limit.perMinute(
                "message", message.sender().toString(), settings.limits().messages()));
        if (message.text() != null
                && settings.limits().duplicateMessageCooldown().isPositive()) {
            String subject = message.sender() + " " + message.chat() + " " + message.text();
            limits.add(
                    new Limit("duplicate-message", subject, 1, settings.limits().duplicateMessageCooldown()));
        }
        return limits;
    }
}
