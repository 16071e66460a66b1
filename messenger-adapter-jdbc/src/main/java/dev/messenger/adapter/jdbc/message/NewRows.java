package dev.messenger.adapter.jdbc.message;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What is written for several new messages by one statement, whichever way their ids and numbers were found: parts of a statement that has them
 * as its common table {@code message}, with the columns of {@link #STORED} and {@code place}, 1 for the first one.
 */
final class NewRows {

    /** The messages, and what their chats count. A position of others cannot be beyond the new messages, so that these are just sent. */
    static final String STORED = """
            , posted as (
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

    /** Whom they mention. Most messages name nobody: even so, looking for whom they name would take 40 µs for each group. */
    static final String MENTIONED = """
            , mentioned as (
                insert into message_mentions (chat_id, user_id, message_id)
            """ + MentionRows.FOUND + """
                from unnest(cast(:mentioning as bigint[]), cast(:mentioned as text[])) as mention (place, username)
                join message on message.place = mention.place
                join users named on named.username = mention.username and named.id <> message.sender_id
            """ + MentionRows.AMONG_MEMBERS + """
            )
            """;

    /** The events that they were created, in one row, under the ids of the messages. */
    static final String TOLD = """
            insert into outbox_pending (id, type, message_ids, chat_ids, sender_ids)
            select min(id), 'message_created', array_agg(id order by place), cast(:chats as bigint[]), cast(:senders as bigint[])
            from message
            having count(*) > 0
            """;

    private NewRows() {}

    /**
     * Where a message stands among those that are stored with it.
     *
     * @param inChat 1 for the first one of its chat
     * @param ofSender 1 for the first one of its sender there
     * @param isNewest whether it is the last one of its chat
     */
    record Place(long inChat, long ofSender, boolean isNewest) {}

    /** The places of messages, in their order. */
    static List<Place> places(List<NewMessage> messages) {
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

    /** Binds {@code :types}, {@code :texts} and {@code :times}. */
    static <S extends SqlStatement<S>> S bindContents(S statement, List<NewMessage> messages) {
        return statement
                .bind("types", ArrayArgument.ofTexts(messages, message -> Columns.nameOf(message.type())))
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

    /** A name in the text of the message at {@code place}. */
    record Mention(long place, String username) {}

    static List<Mention> mentions(List<NewMessage> messages) {
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            for (String username : MentionRows.usernames(messages.get(i).text())) {
                mentions.add(new Mention(i + 1L, username));
            }
        }
        return mentions;
    }

    /** Binds what {@link #MENTIONED} asks for. */
    static <S extends SqlStatement<S>> S bindMentions(S statement, List<Mention> mentions) {
        return statement
                .bind("mentioning", ArrayArgument.ofNumbers(mentions, Mention::place))
                .bind("mentioned", ArrayArgument.ofTexts(mentions, Mention::username));
    }

    /** A message as its sender sees it now that it is stored. */
    static MessageWithStatus seen(NewMessage message, MessageId id, boolean isSaved) {
        Instant at = message.createdAt().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        StoredMessage stored = new StoredMessage(
                id,
                message.chat(),
                message.sender(),
                message.replyTo(),
                null,
                message.type(),
                message.text(),
                List.of(),
                at,
                at);
        return new MessageWithStatus(stored, isSaved ? DeliveryStatus.READ : DeliveryStatus.SENT);
    }
}
