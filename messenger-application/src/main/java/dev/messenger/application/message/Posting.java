package dev.messenger.application.message;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.RateLimited;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages, or finds those that were sent before under the same client id (rule M2): several in one transaction, each
 * decided by itself. Thread-safe.
 */
final class Posting {

    private final Messages messages;
    private final Transactions transactions;
    private final KnownGrounds grounds = new KnownGrounds();

    Posting(Messages messages, Transactions transactions) {
        this.messages = messages;
        this.transactions = transactions;
    }

    /**
     * What is to be posted.
     *
     * @param limited why it may not be posted anew, as it is too much; it is still found if it was sent before (rule M2). Or null
     */
    record Wanted(NewMessage message, @Nullable RateLimited limited) {

        /** Whether anything has to be looked at. */
        boolean isOpen() {
            return limited == null || message.clientMessageId() != null;
        }
    }

    /** What became of one: a message, new or not, or why there is none. */
    static final class Outcome {

        private final @Nullable MessageWithStatus message;
        private final boolean isNew;
        private final @Nullable MessengerException refusal;

        private Outcome(@Nullable MessageWithStatus message, boolean isNew, @Nullable MessengerException refusal) {
            this.message = message;
            this.isNew = isNew;
            this.refusal = refusal;
        }

        static Outcome refused(MessengerException refusal) {
            return new Outcome(null, false, refusal);
        }

        boolean isNew() {
            return isNew;
        }

        /** @throws MessengerException when it was refused */
        MessageWithStatus message() {
            if (refusal != null) {
                throw refusal;
            }
            return Objects.requireNonNull(message);
        }
    }

    /**
     * Posts what may be posted.
     *
     * @param wanted no two of one sender, chat and client id
     * @return what became of each, in the same order
     */
    List<Outcome> postAll(List<Wanted> wanted) {
        return postAtOnce(wanted).orElseGet(() -> decideAndPost(wanted));
    }

    /** In one round trip, when about none of them there is anything to decide; else empty. */
    private Optional<List<Outcome>> postAtOnce(List<Wanted> wanted) {
        if (transactions.isActive() || wanted.stream().anyMatch(one -> one.limited != null)) {
            return Optional.empty();
        }
        return grounds.of(wanted.stream().map(Wanted::message).toList())
                .flatMap(messages::postOnGrounds)
                .map(posted -> posted.stream()
                        .map(message -> new Outcome(message, true, null))
                        .toList());
    }

    private List<Outcome> decideAndPost(List<Wanted> wanted) {
        List<Wanted> open = wanted.stream().filter(Wanted::isOpen).toList();
        Iterator<Outcome> outcomes = (open.isEmpty() ? List.<Outcome>of() : decideAll(open)).iterator();
        return wanted.stream()
                .map(one -> one.isOpen() ? outcomes.next() : Outcome.refused(Objects.requireNonNull(one.limited)))
                .toList();
    }

    private List<Outcome> decideAll(List<Wanted> wanted) {
        return transactions.inTransaction(() -> {
            List<Optional<Messages.Turn>> turns =
                    messages.takeTurns(wanted.stream().map(Wanted::message).toList());
            List<@Nullable Outcome> settled = new ArrayList<>();
            List<Messages.Turn> accepted = new ArrayList<>();
            for (int i = 0; i < turns.size(); i++) {
                Outcome outcome = settle(turns.get(i), wanted.get(i).limited());
                settled.add(outcome);
                if (outcome == null) {
                    accepted.add(turns.get(i).orElseThrow());
                }
            }
            List<MessageWithStatus> posted = accepted.isEmpty() ? List.of() : messages.postAll(accepted);
            List<Outcome> outcomes = new ArrayList<>();
            int next = 0;
            for (Outcome outcome : settled) {
                outcomes.add(outcome == null ? new Outcome(posted.get(next++), true, null) : outcome);
            }
            return outcomes;
        });
    }

    /** Null when it is to be posted. */
    private @Nullable Outcome settle(Optional<Messages.Turn> found, @Nullable RateLimited limited) {
        try {
            Messages.Turn turn = standing(found);
            Optional<MessageWithStatus> before = replayed(turn);
            if (before.isPresent()) {
                return new Outcome(before.get(), false, null);
            }
            if (limited != null) {
                throw limited;
            }
            turn.right().requirePosting();
            grounds.learn(turn);
            if (!turn.replyVisible()) {
                throw new MessageNotFound();
            }
            return null;
        } catch (MessengerException refusal) {
            return Outcome.refused(refusal);
        }
    }

    private static Messages.Turn standing(Optional<Messages.Turn> found) {
        Messages.Turn turn = found.orElseThrow(ChatNotFound::new);
        turn.standing().require(Permission.READ);
        return turn;
    }

    private static Optional<MessageWithStatus> replayed(Messages.Turn turn) {
        Messages.SentBefore before = turn.sentBefore();
        if (before == null) {
            return Optional.empty();
        }
        if (before.message() == null || !sameContent(before.original(), turn.message())) {
            throw new ClientMessageIdReused();
        }
        return Optional.of(before.message());
    }

    private static boolean sameContent(NewMessage sent, NewMessage wanted) {
        return sent.type() == wanted.type()
                && Objects.equals(sent.text(), wanted.text())
                && Objects.equals(sent.replyTo(), wanted.replyTo());
    }
}
