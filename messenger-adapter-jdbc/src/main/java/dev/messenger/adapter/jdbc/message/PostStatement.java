package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.search.FoldedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultSetScanner;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Stores messages in one round trip, provided that the facts about them have the fingerprints on which they were accepted. */
final class PostStatement {

    private static final String POST = statement("");

    /** Most messages mention nobody, and this part costs 40 µs even then. */
    private static final String POST_WITH_MENTIONS = statement("""
            mentioned as (
                insert into message_mentions (chat_id, user_id, message_id, username)
                select message.chat_id, named.id, message.id, named.username
                from unnest(cast(:mentioning as bigint[]), cast(:mentioned as text[])) as mention (place, username)
                join message on message.place = mention.place
                join users named on named.username = mention.username and named.id <> message.sender_id
                join chat_members reader on reader.chat_id = message.chat_id and reader.user_id = named.id
            ),
            """);

    private static final String CLIENT_ID_USED = "messages_client_id_unique";

    private final JdbcTransactions transactions;

    PostStatement(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The locks, in order of id as everywhere, then the check and the rows. At READ COMMITTED the second statement sees what was
     * committed until the locks were granted, and draws ids under them (rule M13, docs/adr/0002-order-of-messages.md). No
     * message is older than the one before, whatever the clocks of the nodes say (rule M18). The events are one row until the
     * outbox numbers them.
     */
    private static String statement(String mentions) {
        return """
                select id from chats where id = any(cast(:chats as bigint[])) order by id for no key update;
                with request as materialized (
                    select request.*, c.message_count + request.in_chat as number,
                        request.of_sender + coalesce((
                            select sender_number
                            from messages
                            where sender_id = request.sender_id and chat_id = c.id
                            order by id desc
                            limit 1), 0) as sender_number,
                        coalesce(c.private_low = c.private_high, false) as is_saved,
                        greatest(
                            max(request.at) over (partition by request.chat_id order by request.place),
                            c.last_message_at) as created_at,
                        request.fingerprint = concat_ws(' ', c.type, c.is_public, me.role, counterpart,
                            request.reply_to_id is null or exists (
                                select from visible_messages(request.sender_id, c.id, me.cleared_message_id) m
                                where m.id = request.reply_to_id)) as is_unchanged
                    from unnest(
                            cast(:chats as bigint[]), cast(:in_chats as bigint[]), cast(:newest as boolean[]),
                            cast(:senders as bigint[]), cast(:of_senders as bigint[]), cast(:types as text[]),
                            cast(:texts as text[]), cast(:search_texts as text[]), cast(:search_accents as text[]),
                            cast(:client_ids as text[]), cast(:replies as bigint[]),
                            cast(cast(:times as text[]) as timestamptz[]), cast(:fingerprints as text[]))
                        with ordinality as request (
                            chat_id, in_chat, is_newest, sender_id, of_sender, type, text, search_text, search_accents,
                            client_message_id, reply_to_id, at, fingerprint, place)
                    join chats c on c.id = request.chat_id
                    left join chat_members me on me.chat_id = request.chat_id and me.user_id = request.sender_id
                    left join lateral private_counterpart(request.sender_id, c.id, c.private_low, c.private_high) counterpart
                        on true
                ), message as materialized (
                    select nextval('messages_id_seq') as id, request.*
                    from (select * from request order by place) request
                    where (select count(*) from request where is_unchanged) = cardinality(cast(:chats as bigint[]))
                ), posted as (
                    insert into messages (
                        chat_id, id, number, sender_id, sender_number, type, text, search_text, search_accents,
                        client_message_id, reply_to_id, created_at, updated_at)
                    overriding system value
                    select chat_id, id, number, sender_id, sender_number, type, text, search_text, search_accents,
                        client_message_id, reply_to_id, created_at, created_at
                    from message
                ), counted as (
                    update chats
                    set message_count = last.number, last_message_id = last.id, last_message_at = last.created_at
                    from message last
                    where chats.id = last.chat_id and last.is_newest
                ),
                """ + mentions + """
                event as (
                    insert into outbox_pending (id, type, message_ids, chat_ids, sender_ids)
                    select min(id), 'message_created', array_agg(id order by place),
                        cast(:chats as bigint[]), cast(:senders as bigint[])
                    from message
                    having count(*) > 0
                )
                select id, is_saved, created_at from message order by place
                """;
    }

    /**
     * Stores all of these messages, or none.
     *
     * @param fingerprints of each message
     * @return the messages as their senders see them, in the same order; empty when one of the fingerprints has changed or, outside
     *     of a transaction, one of the client ids was used before
     */
    List<MessageWithStatus> post(List<NewMessage> messages, List<String> fingerprints) {
        List<Mention> mentions = mentions(messages);
        String sql = mentions.isEmpty() ? POST : POST_WITH_MENTIONS;
        ResultSetScanner<List<MessageWithStatus>> scanner =
                (locks, statement) -> stored(Results.second(locks, statement), messages);
        UnaryOperator<Query> bind = query -> bind(query, messages, mentions, fingerprints);
        List<MessageWithStatus> stored;
        try {
            stored = transactions.isActive()
                    ? transactions.scan(sql, scanner, bind)
                    : transactions.scanAlone(sql, scanner, bind);
        } catch (JdbiException failure) {
            if (transactions.isActive() || !CLIENT_ID_USED.equals(Failures.violatedUnique(failure))) {
                throw failure;
            }
            return List.of();
        }
        if (!stored.isEmpty()) {
            transactions.eventAppended();
        }
        return stored;
    }

    private static Query bind(
            Query query, List<NewMessage> messages, List<Mention> mentions, List<String> fingerprints) {
        List<Place> places = places(messages);
        List<Searched> searched = messages.stream().map(Searched::of).toList();
        if (!mentions.isEmpty()) {
            query.bind("mentioning", ArrayArgument.numbers(mentions, Mention::place))
                    .bind("mentioned", ArrayArgument.texts(mentions, Mention::username));
        }
        query.bind("in_chats", ArrayArgument.numbers(places, Place::inChat))
                .bind("of_senders", ArrayArgument.numbers(places, Place::ofSender))
                .bind("newest", ArrayArgument.truths(places, Place::isNewest))
                .bind("fingerprints", ArrayArgument.texts(fingerprints))
                .bind("types", ArrayArgument.texts(messages, NewMessage::type))
                .bind("texts", ArrayArgument.texts(messages, NewMessage::text))
                .bind("search_texts", ArrayArgument.texts(searched, Searched::text))
                .bind("search_accents", ArrayArgument.texts(searched, Searched::accents))
                .bind(
                        "times",
                        ArrayArgument.texts(
                                messages, message -> storedTime(message).toString()));
        return PostingFactsQuery.bind(query, messages);
    }

    /**
     * The place of a message in its batch.
     *
     * @param inChat 1 for the first one of its chat
     * @param ofSender 1 for the first one of its sender in that chat
     * @param isNewest whether it is the last one of its chat
     */
    private record Place(long inChat, long ofSender, boolean isNewest) {}

    private static List<Place> places(List<NewMessage> messages) {
        List<Boolean> areNewest = new ArrayList<>(messages.size());
        Set<ChatId> withLater = new HashSet<>();
        for (NewMessage message : messages.reversed()) {
            areNewest.addFirst(withLater.add(message.chat()));
        }
        Map<Object, Long> counts = new HashMap<>();
        List<Place> places = new ArrayList<>(messages.size());
        for (NewMessage message : messages) {
            places.add(new Place(
                    counts.merge(message.chat(), 1L, Long::sum),
                    counts.merge(List.of(message.chat(), message.sender()), 1L, Long::sum),
                    areNewest.get(places.size())));
        }
        return places;
    }

    /** What searches read of a message; null where it has no text or no accents. */
    private record Searched(@Nullable String text, @Nullable String accents) {

        static Searched of(NewMessage message) {
            FoldedText folded = SearchColumns.folded(message.text());
            return folded == null ? new Searched(null, null) : new Searched(folded.base(), folded.accented());
        }
    }

    /** A username in the text of the message at this place, 1 for the first one. */
    private record Mention(long place, String username) {}

    private static List<Mention> mentions(List<NewMessage> messages) {
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            for (String username : MentionRows.usernames(messages.get(i).text())) {
                mentions.add(new Mention(i + 1L, username));
            }
        }
        return mentions;
    }

    private static List<MessageWithStatus> stored(ResultSet row, List<NewMessage> messages) throws SQLException {
        List<MessageWithStatus> stored = new ArrayList<>(messages.size());
        try (row) {
            while (row.next()) {
                stored.add(stored(
                        messages.get(stored.size()),
                        new MessageId(row.getLong("id")),
                        Columns.instant(row, "created_at"),
                        row.getBoolean("is_saved")));
            }
        }
        return stored;
    }

    /** No position of another member is beyond a new message; the saved chat has no other members and counts as read. */
    private static MessageWithStatus stored(NewMessage message, MessageId id, Instant at, boolean isSaved) {
        return new MessageWithStatus(
                new StoredMessage(
                        id,
                        message.chat(),
                        message.sender(),
                        message.replyTo(),
                        null,
                        message.type(),
                        message.text(),
                        List.of(),
                        at,
                        at),
                isSaved ? DeliveryStatus.READ : DeliveryStatus.SENT);
    }

    /** As precise as the database stores it. */
    private static Instant storedTime(NewMessage message) {
        return message.createdAt().truncatedTo(ChronoUnit.MICROS);
    }
}
