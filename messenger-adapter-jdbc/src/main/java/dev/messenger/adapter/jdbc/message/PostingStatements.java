package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.message.NewRows.Mention;
import dev.messenger.adapter.jdbc.message.NewRows.Place;
import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.Turn;
import dev.messenger.application.message.port.NewMessage;
import java.util.ArrayList;
import java.util.List;

/** Posting several messages in one statement, their turns having been taken by {@link TurnStatements}. */
final class PostingStatements {

    /** All that could be looked up was looked up with the turns. */
    private static final String FOUND = """
            with message as materialized (
                select *
                from unnest(cast(:chats as bigint[]), cast(:ids as bigint[]), cast(:numbers as bigint[]), cast(:newest as boolean[]),
                        cast(:senders as bigint[]), cast(:sender_numbers as bigint[]), cast(:types as text[]), cast(:texts as text[]),
                        cast(:client_messages as text[]), cast(:replies as bigint[]), cast(cast(:times as text[]) as timestamptz[]))
                    with ordinality
                    as wanted (chat_id, id, number, is_newest, sender_id, sender_number, type, text, client_message_id, reply_to_id, at,
                        place)
            )
            """;

    private static final String POST = FOUND + NewRows.STORED + NewRows.TOLD;

    private static final String POST_MENTIONING = FOUND + NewRows.STORED + NewRows.MENTIONED + NewRows.TOLD;

    private final JdbcTransactions transactions;

    PostingStatements(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** {@link Messages#postAll}. */
    List<MessageWithStatus> postAll(List<Turn> turns) {
        List<TakenTurn> taken = turns.stream().map(TakenTurn.class::cast).toList();
        List<NewMessage> messages = taken.stream().map(TakenTurn::message).toList();
        List<Place> places = NewRows.places(messages);
        List<Long> numbers = new ArrayList<>(taken.size());
        List<Long> senderNumbers = new ArrayList<>(taken.size());
        for (int i = 0; i < taken.size(); i++) {
            numbers.add(taken.get(i).chatCount() + places.get(i).inChat());
            senderNumbers.add(taken.get(i).senderCount() + places.get(i).ofSender());
        }
        List<Mention> mentions = NewRows.mentions(messages);
        transactions.defer(mentions.isEmpty() ? POST : POST_MENTIONING, post -> {
            if (!mentions.isEmpty()) {
                NewRows.bindMentions(post, mentions);
            }
            post.bind("ids", ArrayArgument.ofNumbers(taken, turn -> turn.id().value()))
                    .bind("numbers", ArrayArgument.ofNumbers(numbers, number -> number))
                    .bind("sender_numbers", ArrayArgument.ofNumbers(senderNumbers, number -> number))
                    .bind("newest", ArrayArgument.ofTruths(places, Place::isNewest));
            return TurnStatements.bind(NewRows.bindContents(post, messages), messages);
        });
        transactions.eventAppended();
        return taken.stream()
                .map(turn -> NewRows.seen(turn.message(), turn.id(), turn.isSaved()))
                .toList();
    }
}
