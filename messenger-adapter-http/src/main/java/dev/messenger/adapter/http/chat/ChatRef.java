package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.PublicId;
import java.util.List;
import java.util.regex.Pattern;

/** The reference to a chat in a path: its id or its public id (rule C11). */
public sealed interface ChatRef {

    record ById(ChatId id) implements ChatRef {}

    record ByPublicId(PublicId publicId) implements ChatRef {}

    /** The {@code chat_id} of a path. */
    PathParam<ChatRef> CHAT = PathParam.of(
                    "chat_id",
                    new Format<>(
                            "a chat id, or a public id of 24 characters of A-Z and 0-9",
                            new JsonType.AnyOf(List.of(JsonType.ID, new JsonType.Text(null, "^[A-Z0-9]{24}$"))),
                            ChatRef::parse))
            .doc("The chat, by its id or its public id.");

    /** Looks up the chat. */
    default ChatId resolve(BrowseChats chats) {
        return switch (this) {
            case ById byId -> byId.id();
            case ByPublicId byPublicId -> chats.resolve(byPublicId.publicId());
        };
    }

    private static ChatRef parse(String text) {
        return Patterns.PUBLIC_ID.matcher(text).matches()
                ? new ByPublicId(new PublicId(text))
                : new ById(Patterns.ID.parser().apply(text));
    }

    /** An id has at most 16 digits, a public id always 24 characters. */
    final class Patterns {
        private static final Pattern PUBLIC_ID = Pattern.compile("[A-Z0-9]{24}");
        private static final Format<ChatId> ID = Format.id(ChatId::new);

        private Patterns() {}
    }
}
