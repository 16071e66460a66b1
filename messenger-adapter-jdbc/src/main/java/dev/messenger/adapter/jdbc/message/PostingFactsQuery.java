package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.application.message.port.PostingFacts.EarlierMessage;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Reads what decides about new messages, with its fingerprint. */
final class PostingFactsQuery {

    /**
     * Each join depends on {@code request} alone, and a range of one client id finds the earlier message, so that each has one
     * index to use, whatever the statistics say. Otherwise the planner, which does not know how many messages a sender has in a
     * chat, sometimes reads them all.
     */
    private static final String READ = """
            select request.place, c.type as chat_type, c.is_public, me.role, counterpart.*, reply.is_visible as reply_visible,
                concat_ws(' ', c.type, c.is_public, me.role, counterpart, reply.is_visible) as fingerprint,
                earlier.id as earlier_id, earlier.type as earlier_type, earlier.reply_to_id as earlier_reply_to_id,
                case when earlier.edited then earlier.sent_text else earlier.text end as earlier_text
            from unnest(
                    cast(:chats as bigint[]), cast(:senders as bigint[]), cast(:client_ids as text[]), cast(:replies as bigint[]))
                with ordinality as request (chat_id, sender_id, client_message_id, reply_to_id, place)
            join chats c on c.id = request.chat_id
            left join chat_members me on me.chat_id = request.chat_id and me.user_id = request.sender_id
            left join lateral private_counterpart(request.sender_id, c.id, c.private_low, c.private_high) counterpart on true
            cross join lateral (
                select request.reply_to_id is null or exists (
                    select from visible_messages(request.sender_id, c.id, me.cleared_message_id) m where m.id = request.reply_to_id
                ) as is_visible
            ) reply
            left join lateral (
                select *
                from messages
                where chat_id = request.chat_id and sender_id = request.sender_id
                    and client_message_id between request.client_message_id and request.client_message_id
                order by client_message_id
                limit 1
            ) earlier on true
            """;

    /**
     * The locks come in order of id, so that no two transactions wait for each other. At READ COMMITTED the second statement sees
     * what was committed until the locks were granted.
     */
    private static final String LOCK_AND_READ = """
            select id from chats where id = any(cast(:chats as bigint[])) order by id for no key update;
            """ + READ;

    private static final String EARLIER = """
            select m.*, a.*, others.*, c.private_low = c.private_high as is_saved
            from messages m
            join chats c on c.id = m.chat_id
            cross join lateral positions_of_others(:viewer, c.id) others
            left join lateral attachments_of(m.chat_id, m.id) a on true
            where m.chat_id = :chat and m.id = :message and m.deleted_at is null
            order by a.attachment_id
            """;

    private final JdbcTransactions transactions;

    PostingFactsQuery(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** PostingFacts, and a text that differs as soon as the right to write or the visibility of the message replied to differs. */
    record FingerprintedFacts(PostingFacts facts, String fingerprint) {}

    /**
     * Reads the facts about messages. In a transaction it locks their chats first.
     *
     * @return in the order of the requests; null where the chat does not exist
     */
    List<@Nullable FingerprintedFacts> read(List<PostRequest> requests) {
        List<NewMessage> messages = requests.stream().map(PostRequest::message).toList();
        boolean locking = transactions.isActive();
        Map<Integer, Row> rows = transactions.scan(
                locking ? LOCK_AND_READ : READ,
                (result, statement) -> rows(locking ? Results.second(result, statement) : result.get(), messages),
                query -> bind(query, messages));
        List<@Nullable FingerprintedFacts> facts = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            Row row = rows.get(i);
            facts.add(row == null ? null : facts(requests.get(i), row));
        }
        return facts;
    }

    /** PostingFacts without the rate limit and without the earlier message, whose id comes along. */
    private record Row(
            PostingFacts facts,
            String fingerprint,
            @Nullable MessageId earlier) {}

    private static Map<Integer, Row> rows(ResultSet row, List<NewMessage> messages) throws SQLException {
        Map<Integer, Row> rows = new HashMap<>();
        try (row) {
            while (row.next()) {
                int index = row.getInt("place") - 1;
                MessageId earlier = Columns.idOrNull(row, "earlier_id", MessageId::new);
                PostingFacts facts = new PostingFacts(
                        WritingRightRow.read(row),
                        null,
                        earlier == null ? null : new EarlierMessage(hasContent(messages.get(index), row), null),
                        row.getBoolean("reply_visible"));
                rows.put(index, new Row(facts, row.getString("fingerprint"), earlier));
            }
        }
        return rows;
    }

    private static boolean hasContent(NewMessage message, ResultSet row) throws SQLException {
        return message.hasContent(
                Columns.named(row, "earlier_type", MessageType.class),
                Columns.textOrNull(row, "earlier_text", MessageText::new),
                Columns.idOrNull(row, "earlier_reply_to_id", MessageId::new));
    }

    private FingerprintedFacts facts(PostRequest request, Row row) {
        EarlierMessage earlier = row.facts.earlier();
        if (earlier != null && row.earlier != null) {
            earlier = new EarlierMessage(earlier.hasSameContent(), findEarlier(request.message(), row.earlier));
        }
        return new FingerprintedFacts(
                new PostingFacts(row.facts.right(), request.limited(), earlier, row.facts.replyVisible()),
                row.fingerprint);
    }

    /** In a statement of its own, as few messages are sent twice. */
    private @Nullable MessageWithStatus findEarlier(NewMessage message, MessageId earlier) {
        return transactions
                .first(
                        EARLIER,
                        row -> MessageRows.read(row, message.sender()).getFirst(),
                        query -> query.bind("chat", message.chat())
                                .bind("message", earlier)
                                .bind("viewer", message.sender()))
                .orElse(null);
    }

    /** Binds {@code :chats}, {@code :senders}, {@code :client_ids} and {@code :replies}. */
    static <S extends SqlStatement<S>> S bind(S statement, List<NewMessage> messages) {
        return statement
                .bind("chats", ArrayArgument.numbers(messages, NewMessage::chat))
                .bind("senders", ArrayArgument.numbers(messages, NewMessage::sender))
                .bind("client_ids", ArrayArgument.texts(messages, NewMessage::clientMessageId))
                .bind("replies", ArrayArgument.numbers(messages, NewMessage::replyTo));
    }
}
