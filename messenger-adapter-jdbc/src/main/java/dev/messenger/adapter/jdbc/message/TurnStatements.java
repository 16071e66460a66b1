package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.SentBefore;
import dev.messenger.application.message.port.Messages.Turn;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Taking the turns of several messages to be posted.
 *
 * <p>Why ids grow in the order of visibility (rule M13) is told in {@code docs/adr/0002-order-of-messages.md}.
 */
final class TurnStatements {

    /**
     * The locks, in order of id, so that no two groups wait for each other. What is read under them comes in the same round trip, but in another
     * statement, since at READ COMMITTED that one sees what was committed until the locks were got; one statement would still see the
     * world from before the wait.
     */
    static final String LOCKS =
            "select id from chats where id = any(cast(:chats as bigint[])) order by id for no key update;\n";

    /** Whether the message that {@code wanted} replies to may be seen, if there is one. */
    static final String REPLY_VISIBLE = """
            (wanted.reply_to_id is null or exists (
                select from visible_messages(:viewer, c.id, me.cleared_message_id) m where m.id = wanted.reply_to_id))
            """;

    /** How many messages {@code :viewer} wrote into chat {@code c}; whoever has the turn counts on. */
    static final String LAST_SENDER_NUMBER = """
            coalesce((
                select sender_number
                from messages
                where sender_id = :viewer and chat_id = c.id
                order by id desc
                limit 1), 0)
            """;

    /** The chat {@code c} into which {@code wanted} is to go, and what its sender is there. */
    static final String PLACES = """
            join chats c on c.id = wanted.chat_id
            left join chat_members me on me.chat_id = wanted.chat_id and me.user_id = wanted.sender_id
            """ + WritingRightRow.COUNTERPART;

    /**
     * Ids are drawn under the locks, so that nothing is left to be asked when the messages are stored; those of messages that are refused are
     * lost.
     *
     * <p>All is joined to what is wanted alone, and the range of one client id says in which order it is to be found: so there is one
     * index for each, whatever the statistics say. The planner cannot tell that a sender has many messages in a chat, and would
     * now and then read them all.
     */
    private static final String TAKE_TURNS = (LOCKS + """
            select wanted.place, nextval('messages_id_seq') as drawn_id,
            """ + WritingRightRow.COLUMNS + "," + WritingRightRow.GROUNDS
                    + "as grounds," + REPLY_VISIBLE + """
                as reply_visible,
                before.id as before_id, before.type as before_type, before.reply_to_id as before_reply_to_id,
                before.created_at as before_created_at, before.deleted_at as before_deleted_at,
                case when before.edited then before.sent_text else before.text end as before_text,
                coalesce(c.private_low = c.private_high, false) as is_saved, c.message_count,
            """
                    + LAST_SENDER_NUMBER + """
                as sender_message_count
            from unnest(cast(:chats as bigint[]), cast(:senders as bigint[]), cast(:client_messages as text[]), cast(:replies as bigint[]))
                with ordinality as wanted (chat_id, sender_id, client_message_id, reply_to_id, place)
            """
                    + PLACES + """
            left join lateral (
                select *
                from messages
                where chat_id = wanted.chat_id and sender_id = wanted.sender_id
                    and client_message_id between wanted.client_message_id and wanted.client_message_id
                order by client_message_id
                limit 1
            ) before on true
            """)
            .replace(":viewer", "wanted.sender_id");

    private static final String SENT_BEFORE = """
            select m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from messages m
            join chats c on c.id = m.chat_id
            cross join lateral positions_of_others(:viewer, c.id) others
            left join lateral attachments_of(m.chat_id, m.id) a on true
            where m.chat_id = :chat and m.id = :message
            order by a.attachment_id
            """;

    private final JdbcTransactions transactions;

    TurnStatements(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** {@link Messages#takeTurns}. */
    List<Optional<Turn>> takeTurns(List<NewMessage> messages) {
        List<Found> found = transactions.scan(
                TAKE_TURNS,
                (locks, statement) -> found(Results.second(locks, statement), messages),
                query -> bind(query, messages));
        List<Optional<Turn>> turns = new ArrayList<>(Collections.nCopies(messages.size(), Optional.empty()));
        for (Found one : found) {
            turns.set(one.index, Optional.of(taken(one)));
        }
        return turns;
    }

    /**
     * A turn without what was sent before: of that there is what was sent under the same client id, or null, and the message that it
     * became, null when that is deleted.
     */
    private record Found(
            int index,
            TakenTurn turn,
            @Nullable NewMessage before,
            @Nullable MessageId beforeId) {

        Found withId(MessageId id) {
            return new Found(index, turn.withId(id), before, beforeId);
        }
    }

    private static List<Found> found(ResultSet row, List<NewMessage> messages) throws SQLException {
        List<Found> found = new ArrayList<>(messages.size());
        try (row) {
            while (row.next()) {
                int index = row.getInt("place") - 1;
                NewMessage message = messages.get(index);
                MessageId before = Columns.idOrNull(row, "before_id", MessageId::new);
                boolean deleted = Columns.momentOrNull(row, "before_deleted_at") != null;
                TakenTurn turn = new TakenTurn(
                        message,
                        new MessageId(row.getLong("drawn_id")),
                        WritingRightRow.read(row),
                        row.getString("grounds"),
                        null,
                        row.getBoolean("reply_visible"),
                        row.getBoolean("is_saved"),
                        row.getLong("message_count"),
                        row.getLong("sender_message_count"));
                found.add(new Found(
                        index, turn, before == null ? null : original(message, row), deleted ? null : before));
            }
        }
        return inOrder(found);
    }

    /** Ids are drawn in whichever order the rows come: the first message gets the lowest of them. */
    private static List<Found> inOrder(List<Found> found) {
        List<MessageId> ids = found.stream().map(one -> one.turn.id()).sorted().toList();
        found.sort(Comparator.comparingInt(Found::index));
        return IntStream.range(0, ids.size())
                .mapToObj(i -> found.get(i).withId(ids.get(i)))
                .toList();
    }

    /** What was sent: an edit changes the text alone, and keeps the first one. */
    private static NewMessage original(NewMessage again, ResultSet row) throws SQLException {
        return new NewMessage(
                again.chat(),
                again.sender(),
                Columns.named(row, "before_type", MessageType.class),
                Columns.textOrNull(row, "before_text", MessageText::new),
                again.clientMessageId(),
                Columns.idOrNull(row, "before_reply_to_id", MessageId::new),
                Columns.moment(row, "before_created_at"));
    }

    /** With what was sent before, by a statement of its own: few messages are sent twice. */
    private TakenTurn taken(Found found) {
        NewMessage original = found.before;
        return original == null
                ? found.turn
                : found.turn.after(new SentBefore(original, seen(original, found.beforeId)));
    }

    private @Nullable MessageWithStatus seen(NewMessage original, @Nullable MessageId message) {
        return message == null
                ? null
                : transactions
                        .scanFirst(
                                SENT_BEFORE,
                                row -> MessageRows.read(row, original.sender()).getFirst(),
                                query -> query.bind("chat", original.chat().value())
                                        .bind("message", message.value())
                                        .bind("viewer", original.sender().value()))
                        .orElseThrow();
    }

    /** Where messages are to go, as {@code :chats}, {@code :senders}, {@code :client_messages} and {@code :replies}. */
    static <S extends SqlStatement<S>> S bind(S statement, List<NewMessage> messages) {
        return statement
                .bind(
                        "chats",
                        ArrayArgument.ofNumbers(
                                messages, message -> message.chat().value()))
                .bind(
                        "senders",
                        ArrayArgument.ofNumbers(
                                messages, message -> message.sender().value()))
                .bind(
                        "client_messages",
                        ArrayArgument.ofTexts(
                                messages,
                                message -> message.clientMessageId() == null
                                        ? null
                                        : message.clientMessageId().value()))
                .bind(
                        "replies",
                        ArrayArgument.ofNumbers(
                                messages,
                                message -> message.replyTo() == null
                                        ? null
                                        : message.replyTo().value()));
    }
}
