package dev.messenger.application.message;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
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
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sending messages (rules M1 to M3). Messages that arrive at the same time share a transaction: see {@code
 * docs/adr/0060-group-commit.md}. Thread-safe.
 */
public final class SendMessages {

    /** Two requests with one client id that begin within this time may run side by side. */
    private static final Duration TWINS_WITHIN = Duration.ofSeconds(2);

    /** A larger batch costs as much for each message. */
    private static final int MAX_BATCH = 64;

    private final Messages messages;
    private final PostingPolicy policy = new PostingRules();
    private final RequestCoalescer<NewMessage, Outcome> coalescer;
    private final MessageViews views;
    private final Transactions transactions;
    private final RateLimiter limiter;
    private final InstantSource clock;
    private final Settings settings;

    /** @param threads store the batches; null for the threads of the callers */
    public SendMessages(
            Messages messages,
            MessageViews views,
            Transactions transactions,
            RateLimiter limiter,
            InstantSource clock,
            Settings settings,
            @Nullable Executor threads) {
        this.messages = messages;
        this.coalescer = new RequestCoalescer<>(this::postAll, SendMessages::identity, MAX_BATCH, 1, threads);
        this.views = views;
        this.transactions = transactions;
        this.limiter = limiter;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A message to send.
     *
     * @param text required for the type {@code TEXT}, else a caption
     * @param clientMessageId lets the caller send the message again without storing it twice
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
         * A message of the type {@code TEXT}.
         *
         * @param id the client id, 1 to 64 characters
         * @throws InvalidValue when text or id break their rules
         */
        public static Command text(ChatId chat, String text, String id) {
            return new Command(chat, MessageType.TEXT, new MessageText(text), new ClientMessageId(id), null);
        }
    }

    /**
     * Sends a message, or finds the one that the caller sent before under the same client id.
     *
     * @return the message as its sender sees it now
     * @throws ChatNotFound when the chat does not exist or the caller may not see it
     * @throws Forbidden when the caller may not post there
     * @throws MessageNotFound when the caller cannot see the message replied to
     * @throws ClientMessageIdReused when the client id belongs to another or a deleted message
     * @throws RateLimited when the caller sends too much; never for a message that was sent before
     */
    public MessageView send(UserId caller, Command command) {
        NewMessage message = new NewMessage(
                command.chat(),
                caller,
                command.type(),
                command.text(),
                command.clientMessageId(),
                command.replyTo(),
                clock.instant());
        // a message that is part of the caller's own transaction shares it with no other
        Outcome outcome = transactions.isActive() ? postAll(List.of(message)).getFirst() : coalescer.call(message);
        boolean counts = false;
        try {
            MessageWithStatus posted = outcome.result().message();
            counts = outcome.result() instanceof PostResult.Stored || isTwin(posted, message);
            return views.of(posted);
        } finally {
            if (!counts) {
                outcome.receipt().giveBack();
            }
        }
    }

    /** The result of a request, and what the rate limiter counted for it. */
    private record Outcome(PostResult result, RateLimiter.Receipt receipt) {}

    /** The limiter comes first, so that no database connection waits for it. */
    private List<Outcome> postAll(List<NewMessage> batch) {
        List<RateLimiter.Decision> decisions =
                limiter.takeAll(batch.stream().map(this::limitsOf).toList());
        List<PostRequest> requests = IntStream.range(0, batch.size())
                .mapToObj(i -> new PostRequest(batch.get(i), decisions.get(i).refusal()))
                .toList();
        try {
            Iterator<PostResult> results = messages.post(
                            requests.stream()
                                    .filter(request -> hopeless(request) == null)
                                    .toList(),
                            policy)
                    .iterator();
            return IntStream.range(0, batch.size())
                    .mapToObj(i -> {
                        RateLimited refusal = hopeless(requests.get(i));
                        return new Outcome(
                                refusal == null ? results.next() : new PostResult.Refused(refusal),
                                decisions.get(i).counted());
                    })
                    .toList();
        } catch (RuntimeException | Error failure) {
            decisions.forEach(decision -> decision.counted().giveBack());
            throw failure;
        }
    }

    /** The refusal of a message that may not be new and, without a client id, cannot have been sent before; else null. */
    private static @Nullable RateLimited hopeless(PostRequest request) {
        return request.message().clientMessageId() == null ? request.limited() : null;
    }

    /** Whether another request may have stored the message that relied on what this one counted. */
    private static boolean isTwin(MessageWithStatus stored, NewMessage message) {
        return stored.message().createdAt().plus(TWINS_WITHIN).isAfter(message.createdAt());
    }

    /** No batch holds a message twice. */
    private static Object identity(NewMessage message) {
        ClientMessageId clientId = message.clientMessageId();
        return clientId == null ? new Object() : List.of(message.chat(), message.sender(), clientId);
    }

    private RateLimiter.Attempt limitsOf(NewMessage message) {
        ClientMessageId clientId = message.clientMessageId();
        return new RateLimiter.Attempt(limits(message), 1, clientId == null ? null : message.chat() + " " + clientId);
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
