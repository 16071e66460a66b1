package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.NewMessage;
import dev.messenger.application.message.StoredMessage;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.Seen;
import dev.messenger.application.message.port.Messages.Turn;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.DeliveryStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.Update;

/** Posting several messages in one statement, their turns having been taken by {@link TurnStatements}. */
final class PostingStatements {

    /** All that could be looked up was looked up with the turns. A position of others cannot be beyond the new messages, so that these are just sent. */
    private static final String STORED = """
            with message as materialized (
                select *
                from unnest(cast(:chats as bigint[]), cast(:ids as bigint[]), cast(:numbers as bigint[]), cast(:newest as boolean[]),
                        cast(:senders as bigint[]), cast(:sender_numbers as bigint[]), cast(:types as text[]), cast(:texts as text[]),
                        cast(:client_messages as text[]), cast(:replies as bigint[]), cast(cast(:times as text[]) as timestamptz[]))
                    as wanted (chat_id, id, number, is_newest, sender_id, sender_number, type, text, client_message_id, reply_to_id, at)
            ), posted as (
                insert into messages (chat_id, id, number, sender_id, sender_number, type, text, client_message_id, reply_to_id,
                    created_at, updated_at)
                overriding system value
                select chat_id, id, number, sender_id, sender_number, type, text, client_message_id, reply_to_id, at, at from message
            ), counted as (
                update chats
                set message_count = last.number, last_message_id = last.id, last_message_at = last.at
                from message last
                where chats.id = last.chat_id and last.is_newest
            )
            """;

    private static final String MENTIONED = """
            , mentioned as (
                insert into message_mentions (chat_id, user_id, message_id)
            """ + MentionRows.FOUND + """
                from unnest(cast(:mentioning as bigint[]), cast(:mentioned as text[])) as mention (message_id, username)
                join message on message.id = mention.message_id
                join users named on named.username = mention.username and named.id <> message.sender_id
            """ + MentionRows.AMONG_MEMBERS + """
            )
            """;

    private static final String TOLD = """
            insert into outbox (id, type, chat_id, message_id, user_id)
            select id, 'message_created', chat_id, id, sender_id from message
            """;

    /** Most messages name nobody: even so, looking for whom they name would take 40 µs for each group. */
    private static final String POST = STORED + TOLD;

    private static final String POST_MENTIONING = STORED + MENTIONED + TOLD;

    private final JdbcTransactions transactions;

    PostingStatements(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** {@link Messages#postAll}. */
    List<Seen> postAll(List<Turn> turns) {
        List<TakenTurn> taken = turns.stream().map(TakenTurn.class::cast).toList();
        List<NewMessage> messages = taken.stream().map(TakenTurn::message).toList();
        List<Mention> mentions = mentions(taken);
        transactions.runLast(mentions.isEmpty() ? POST : POST_MENTIONING, post -> {
            if (!mentions.isEmpty()) {
                post.bind("mentioning", ArrayArgument.ofNumbers(mentions, Mention::message))
                        .bind("mentioned", ArrayArgument.ofTexts(mentions, Mention::username));
            }
            bindNumbers(post, taken);
            bindContents(post, messages);
            return TurnStatements.bind(post, messages);
        });
        transactions.eventAppended();
        return taken.stream().map(PostingStatements::posted).toList();
    }

    private static Seen posted(TakenTurn turn) {
        NewMessage message = turn.message();
        Instant at = message.createdAt().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        StoredMessage stored = new StoredMessage(
                turn.id(),
                message.chat(),
                message.sender(),
                message.replyTo(),
                null,
                message.type(),
                message.text(),
                List.of(),
                at,
                at);
        return new Seen(stored, turn.isSaved() ? DeliveryStatus.READ : DeliveryStatus.SENT);
    }

    private static void bindContents(Update post, List<NewMessage> messages) {
        post.bind("types", ArrayArgument.ofTexts(messages, message -> Columns.nameOf(message.type())))
                .bind(
                        "texts",
                        ArrayArgument.ofTexts(
                                messages,
                                message -> message.text() == null
                                        ? null
                                        : message.text().value()))
                .bind(
                        "times",
                        ArrayArgument.ofTexts(
                                messages,
                                message -> message.createdAt()
                                        .truncatedTo(ChronoUnit.MICROS)
                                        .toString()));
    }

    /** Messages of one chat, and those of one sender there, are counted on from what there was when their turns were taken. */
    private static void bindNumbers(Update post, List<TakenTurn> turns) {
        List<Long> numbers = new ArrayList<>(turns.size());
        List<Long> senderNumbers = new ArrayList<>(turns.size());
        Map<ChatId, Long> counts = new HashMap<>();
        Map<List<Object>, Long> senderCounts = new HashMap<>();
        for (TakenTurn turn : turns) {
            ChatId chat = turn.message().chat();
            List<Object> sender = List.of(chat, turn.message().sender());
            numbers.add(counts.merge(chat, turn.chatCount() + 1, (count, first) -> count + 1));
            senderNumbers.add(senderCounts.merge(sender, turn.senderCount() + 1, (count, first) -> count + 1));
        }
        List<Boolean> areNewest = new ArrayList<>(turns.size());
        Set<ChatId> withLater = new HashSet<>();
        for (TakenTurn turn : turns.reversed()) {
            areNewest.addFirst(withLater.add(turn.message().chat()));
        }
        post.bind("ids", ArrayArgument.ofNumbers(turns, turn -> turn.id().value()))
                .bind("numbers", ArrayArgument.ofNumbers(numbers, number -> number))
                .bind("sender_numbers", ArrayArgument.ofNumbers(senderNumbers, number -> number))
                .bind("newest", ArrayArgument.ofTruths(areNewest));
    }

    private record Mention(long message, String username) {}

    private static List<Mention> mentions(List<TakenTurn> turns) {
        List<Mention> mentions = new ArrayList<>();
        for (TakenTurn turn : turns) {
            for (String username : MentionRows.usernames(turn.message().text())) {
                mentions.add(new Mention(turn.id().value(), username));
            }
        }
        return mentions;
    }
}
