package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.message.NewMessage;
import dev.messenger.application.message.StoredMessage;
import dev.messenger.application.message.WritingRight;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.Seen;
import dev.messenger.application.message.port.Messages.SentBefore;
import dev.messenger.application.message.port.Messages.Turn;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Posting several messages: their turns, and then all of them in one statement.
 *
 * <p>Why ids grow in the order of visibility (rule M13) is told in {@code docs/adr/0002-order-of-messages.md}.
 */
final class PostingStatements {

    /** What is to be sent, a row for each, as the table {@code wanted}. */
    private static final String WANTED = """
            unnest(cast(:chats as bigint[]), cast(:senders as bigint[]), cast(:types as text[]), cast(:texts as text[]),
                    cast(:client_messages as text[]), cast(:replies as bigint[]), cast(cast(:times as text[]) as timestamptz[]))
                with ordinality as wanted (chat_id, sender_id, type, text, client_message_id, reply_to_id, at, place)
            """;

    /**
     * The locks, in order of id, so that no two groups wait for each other, and what is read under them, in one round trip. They
     * are two statements, since at READ COMMITTED the second one sees what was committed until the locks were got; one statement
     * would still see the world from before the wait.
     *
     * <p>All is joined to what is wanted alone, and the range of one client id says in which order it is to be found: so there is one
     * index for each, whatever the statistics say. The planner cannot tell that a sender has many messages in a chat, and would
     * now and then read them all.
     */
    private static final String TAKE_TURNS = ("""
            select id from chats where id = any(cast(:chats as bigint[])) order by id for no key update;
            select wanted.place,
            """ + WritingRightRow.COLUMNS + """
                , wanted.reply_to_id is null or exists (
                    select from messages m
                    where m.chat_id = c.id and m.id = wanted.reply_to_id and
            """ + SeenRows.VISIBLE + """
                ) as reply_visible,
                before.id as before_id, before.type as before_type, before.reply_to_id as before_reply_to_id,
                before.created_at as before_created_at, before.deleted_at as before_deleted_at,
                case when before.edited then before.sent_text else before.text end as before_text
            from
            """ + WANTED
                    + """
            join chats c on c.id = wanted.chat_id
            left join chat_members me on me.chat_id = wanted.chat_id and me.user_id = wanted.sender_id
            left join lateral (
                select *
                from messages
                where chat_id = wanted.chat_id and sender_id = wanted.sender_id
                    and client_message_id between wanted.client_message_id and wanted.client_message_id
                order by client_message_id
                limit 1
            ) before on true
            """ + WritingRightRow.COUNTERPART)
            .replace(":viewer", "wanted.sender_id");

    private static final String SENT_BEFORE =
            "select\n" + SeenRows.COLUMNS + """

            from messages m
            join chats c on c.id = m.chat_id
            """ + SeenRows.ATTACHMENTS + SeenRows.FURTHEST + """
            where m.chat_id = :chat and m.id = :message
            order by a.id
            """;

    /** Ids are drawn here, with the turns taken. A position of others cannot be beyond them, so that a message is just sent. */
    private static final String POST = """
            with numbered as (
                select wanted.*, c.message_count, coalesce(c.private_low = c.private_high, false) as is_saved,
                    row_number() over in_chat as nth, lead(place) over in_chat is null as is_newest,
                    row_number() over (partition by chat_id, sender_id order by place) as sender_nth
                from
            """ + WANTED + """
                join chats c on c.id = wanted.chat_id
                window in_chat as (partition by chat_id order by place)
            ), message as materialized (
                select *, nextval('messages_id_seq') as id, message_count + nth as number, sender_nth +
            """ + SeenRows.LAST_SENDER_NUMBER + """
                    as sender_number
                from numbered
                order by place
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
            ), told as (
                insert into outbox (type, chat_id, message_id, user_id)
                select 'message_created', chat_id, id, sender_id from message order by place
            ), mentioned as (
                insert into message_mentions (chat_id, user_id, message_id)
            """ + MentionRows.FOUND + """
                from unnest(cast(:mentioning as bigint[]), cast(:mentioned as text[])) as mention (place, username)
                join message on message.place = mention.place
                join users named on named.username = mention.username and named.id <> message.sender_id
            """
            + MentionRows.AMONG_MEMBERS + """
            )
            select id, is_saved from message order by place
            """;

    private final JdbcTransactions transactions;

    PostingStatements(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** {@link Messages#takeTurns}. */
    List<Optional<Turn>> takeTurns(List<NewMessage> messages) {
        List<Found> found = transactions.scan(
                TAKE_TURNS,
                (locks, statement) -> {
                    Objects.requireNonNull(locks.get()); // runs both; what is locked, the second one tells as well
                    statement.getStatement().getMoreResults();
                    return found(statement.getStatement().getResultSet(), messages);
                },
                query -> bindWanted(query, messages));
        List<Optional<Turn>> turns = new ArrayList<>(Collections.nCopies(messages.size(), Optional.empty()));
        for (Found one : found) {
            turns.set(one.index, Optional.of(new Turn(one.right, sentBefore(one), one.replyVisible)));
        }
        return turns;
    }

    /**
     * What a turn is made of.
     *
     * @param before what was sent under the same client id, or null
     * @param beforeId the message that it became; null when that is deleted
     */
    private record Found(
            int index,
            WritingRight right,
            boolean replyVisible,
            @Nullable NewMessage before,
            @Nullable MessageId beforeId) {}

    private static List<Found> found(ResultSet row, List<NewMessage> messages) throws SQLException {
        List<Found> found = new ArrayList<>(messages.size());
        try (row) {
            while (row.next()) {
                int index = row.getInt("place") - 1;
                MessageId before = Columns.idOrNull(row, "before_id", MessageId::new);
                boolean deleted = Columns.momentOrNull(row, "before_deleted_at") != null;
                found.add(new Found(
                        index,
                        WritingRightRow.read(row),
                        row.getBoolean("reply_visible"),
                        before == null ? null : original(messages.get(index), row),
                        deleted ? null : before));
            }
        }
        return found;
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

    /** A statement of its own: few messages are sent twice. */
    private @Nullable SentBefore sentBefore(Found found) {
        NewMessage original = found.before;
        MessageId message = found.beforeId;
        if (original == null) {
            return null;
        }
        if (message == null) {
            return new SentBefore(original, null);
        }
        Seen seen = transactions.scan(
                SENT_BEFORE,
                (rows, statement) -> SeenRows.readAll(rows.get()).getFirst(),
                query -> query.bind("chat", original.chat().value())
                        .bind("message", message.value())
                        .bind("viewer", original.sender().value()));
        return new SentBefore(original, seen);
    }

    /** {@link Messages#postAll}. */
    List<Seen> postAll(List<NewMessage> messages) {
        List<Long> mentioning = new ArrayList<>();
        List<String> mentioned = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            for (String username : MentionRows.usernames(messages.get(i).text())) {
                mentioning.add(i + 1L);
                mentioned.add(username);
            }
        }
        List<Seen> posted = transactions.scan(
                POST,
                (rows, statement) -> posted(rows.get(), messages),
                query -> bindWanted(query, messages)
                        .bind("mentioning", ArrayArgument.ofNumbers(mentioning, place -> place))
                        .bind("mentioned", ArrayArgument.ofTexts(mentioned, username -> username)));
        transactions.eventAppended();
        return posted;
    }

    private static List<Seen> posted(ResultSet row, List<NewMessage> messages) throws SQLException {
        List<Seen> posted = new ArrayList<>(messages.size());
        for (NewMessage message : messages) {
            row.next();
            Instant at = message.createdAt().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
            StoredMessage stored = new StoredMessage(
                    new MessageId(row.getLong("id")),
                    message.chat(),
                    message.sender(),
                    message.replyTo(),
                    null,
                    message.type(),
                    message.text(),
                    List.of(),
                    at,
                    at);
            posted.add(new Seen(stored, row.getBoolean("is_saved") ? DeliveryStatus.READ : DeliveryStatus.SENT));
        }
        return posted;
    }

    private static Query bindWanted(Query query, List<NewMessage> messages) {
        return query.bind(
                        "chats",
                        ArrayArgument.ofNumbers(
                                messages, message -> message.chat().value()))
                .bind(
                        "senders",
                        ArrayArgument.ofNumbers(
                                messages, message -> message.sender().value()))
                .bind("types", ArrayArgument.ofTexts(messages, message -> Columns.nameOf(message.type())))
                .bind(
                        "texts",
                        ArrayArgument.ofTexts(
                                messages,
                                message -> message.text() == null
                                        ? null
                                        : message.text().value()))
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
                                        : message.replyTo().value()))
                .bind(
                        "times",
                        ArrayArgument.ofTexts(
                                messages,
                                message -> message.createdAt()
                                        .truncatedTo(ChronoUnit.MICROS)
                                        .toString()));
    }
}
