package dev.messenger.adapter.jdbc.message;

import dev.messenger.domain.account.Username;
import dev.messenger.domain.message.Mentions;
import dev.messenger.domain.message.MessageText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mentions in messages: members of the chat whose names stand in the text, without the sender (rule M6). A row keeps the name, as the
 * person may change theirs (rule M17).
 */
final class MentionRows {

    /**
     * Joins the user {@code named} by {@code mention (username, person)}: a name in the text of {@code message}, and the person whom it
     * named so far.
     */
    static final String NAMED = """
            join users named on named.id <> message.sender_id
                and named.id = coalesce(
                    mention.person, (select id from users bearer where bearer.username = mention.username))
            left join chat_members reader on reader.chat_id = message.chat_id and reader.user_id = named.id
            """;

    private MentionRows() {}

    /**
     * Selects the names in the text of message {@code :message}, and the persons whom they named there so far.
     *
     * @param chat an expression for the chat of the message
     */
    static String names(String chat) {
        return """
                select name.username, known.user_id as person
                from unnest(cast(:usernames as text[])) as name (username)
                left join message_mentions known
                    on known.chat_id = %s and known.message_id = :message and known.username = name.username
                """.formatted(chat);
    }

    /** The usernames in a text. */
    static List<String> usernames(@Nullable MessageText text) {
        return text == null
                ? List.of()
                : Mentions.in(text).stream().map(Username::value).toList();
    }
}
