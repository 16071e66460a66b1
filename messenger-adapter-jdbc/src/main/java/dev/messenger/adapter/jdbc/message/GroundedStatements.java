package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.message.NewRows.Mention;
import dev.messenger.adapter.jdbc.message.NewRows.Place;
import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.Grounded;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/** Posting several messages in one round trip, provided that nothing has changed of what decides about them. */
final class GroundedStatements {

    /** The turns, as {@link TurnStatements} takes them, then what they are told apart by, under the locks. */
    private static final String FOUND = (TurnStatements.LOCKS + """
            with wanted as materialized (
                select wanted.*, c.message_count + wanted.in_chat as number,
            """ + TurnStatements.LAST_SENDER_NUMBER + """
                    + wanted.of_sender as sender_number,
                    coalesce(c.private_low = c.private_high, false) as is_saved,
            """
                    + WritingRightRow.GROUNDS + """
                    = wanted.grounds and
            """ + TurnStatements.REPLY_VISIBLE + """
                    as is_as_before
                from unnest(cast(:chats as bigint[]), cast(:in_chats as bigint[]), cast(:newest as boolean[]),
                        cast(:senders as bigint[]), cast(:of_senders as bigint[]), cast(:types as text[]), cast(:texts as text[]),
                        cast(:client_messages as text[]), cast(:replies as bigint[]), cast(cast(:times as text[]) as timestamptz[]),
                        cast(:grounds as text[]))
                    with ordinality
                    as wanted (chat_id, in_chat, is_newest, sender_id, of_sender, type, text, client_message_id, reply_to_id, at, grounds,
                        place)
            """ + TurnStatements.PLACES + """
            ), message as materialized (
                select nextval('messages_id_seq') as id, wanted.*
                from (select * from wanted order by place) wanted
                where (select count(*) from wanted where is_as_before) = cardinality(cast(:chats as bigint[]))
            )
            """)
            .replace(":viewer", "wanted.sender_id");

    private static final String TOLD =
            ", told as (" + NewRows.TOLD + ") select id, is_saved from message order by place";

    private static final String POST = FOUND + NewRows.STORED + TOLD;

    private static final String POST_MENTIONING = FOUND + NewRows.STORED + NewRows.MENTIONED + TOLD;

    private static final String CLIENT_ID_USED = "messages_client_id_unique";

    private final JdbcTransactions transactions;

    GroundedStatements(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** {@link Messages#postOnGrounds}. */
    Optional<List<MessageWithStatus>> post(List<Grounded> grounded) {
        List<NewMessage> messages = grounded.stream().map(Grounded::message).toList();
        List<Mention> mentions = NewRows.mentions(messages);
        List<MessageWithStatus> posted;
        try {
            posted = transactions.scanAlone(
                    mentions.isEmpty() ? POST : POST_MENTIONING,
                    (locks, statement) -> seen(Results.second(locks, statement), messages),
                    query -> {
                        if (!mentions.isEmpty()) {
                            NewRows.bindMentions(query, mentions);
                        }
                        return bind(query, grounded, messages);
                    });
        } catch (JdbiException failure) {
            if (CLIENT_ID_USED.equals(Failures.violatedUnique(failure))) {
                return Optional.empty();
            }
            throw failure;
        }
        if (posted.isEmpty()) {
            return Optional.empty();
        }
        transactions.eventAppended();
        return Optional.of(posted);
    }

    private static Query bind(Query post, List<Grounded> grounded, List<NewMessage> messages) {
        List<Place> places = NewRows.places(messages);
        post.bind("in_chats", ArrayArgument.ofNumbers(places, Place::inChat))
                .bind("of_senders", ArrayArgument.ofNumbers(places, Place::ofSender))
                .bind("newest", ArrayArgument.ofTruths(places, Place::isNewest))
                .bind("grounds", ArrayArgument.ofTexts(grounded, Grounded::grounds));
        return TurnStatements.bind(NewRows.bindContents(post, messages), messages);
    }

    /** Of all of them, in order, or of none. */
    private static List<MessageWithStatus> seen(ResultSet row, List<NewMessage> messages) throws SQLException {
        List<MessageWithStatus> posted = new ArrayList<>(messages.size());
        try (row) {
            while (row.next()) {
                posted.add(NewRows.seen(
                        messages.get(posted.size()), new MessageId(row.getLong("id")), row.getBoolean("is_saved")));
            }
        }
        return posted;
    }
}
