package dev.messenger.adapter.jdbc.message;

import dev.messenger.domain.account.Username;
import dev.messenger.domain.message.Mentions;
import dev.messenger.domain.message.MessageText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is mentioned by a message: members of the names in its text, but not its sender (rule M6). */
final class MentionRows {

    /** The rows of {@code message_mentions} for {@code message}, the alias of what comes next. */
    static final String FOUND = "select message.chat_id, named.id as user_id, message.id as message_id\n";

    /** What is left of the users {@code named}. */
    static final String AMONG_MEMBERS = """
            join chat_members reader on reader.chat_id = message.chat_id and reader.user_id = named.id
            """;

    /** Binds {@code :usernames}. */
    static final String JOINED = """

            join users named on named.username = any(cast(:usernames as text[])) and named.id <> message.sender_id
            """ + AMONG_MEMBERS;

    private MentionRows() {}

    /** The usernames that a text mentions. */
    static List<String> usernames(@Nullable MessageText text) {
        return text == null
                ? List.of()
                : Mentions.in(text).stream().map(Username::value).toList();
    }
}
