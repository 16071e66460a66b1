package dev.messenger.adapter.jdbc.message;

import dev.messenger.domain.account.Username;
import dev.messenger.domain.message.Mentions;
import dev.messenger.domain.message.MessageText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mentions in messages: members of the chat whose names stand in the text, without the sender (rule M6). */
final class MentionRows {

    /** Joins the user {@code named} by {@code mention (username)}, a name in the text of {@code message}. */
    static final String NAMED_MEMBERS = """
            join users named on named.username = mention.username and named.id <> message.sender_id
            join chat_members reader on reader.chat_id = message.chat_id and reader.user_id = named.id
            """;

    private MentionRows() {}

    /** The usernames in a text. */
    static List<String> usernames(@Nullable MessageText text) {
        return text == null
                ? List.of()
                : Mentions.in(text).stream().map(Username::value).toList();
    }
}
