package dev.messenger.adapter.http.chat;

import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.PublicId;

/** The reference to a chat in a path: its id or its public id (rule C11). */
@FunctionalInterface
public interface ChatRef {

    /** The {@code chat_id} of a path. */
    PathParam<ChatRef> CHAT = PathParam.of(
                    "chat_id",
                    new Format<>(
                            "a chat id, or a public id of 24 characters of A-Z and 0-9",
                            new JsonType.Text(null, "^([1-9][0-9]{0,15}|[A-Z0-9]{24})$"),
                            ChatRef::parse))
            .doc("The chat, by its id or its public id.");

    /** Looks up the chat. */
    ChatId resolve(BrowseChats chats);

    /** Distinguishes an id of at most 16 digits from a public id, which always has 24 characters. */
    private static ChatRef parse(String text) {
        if (text.length() == 24 && text.matches("[A-Z0-9]+")) {
            PublicId publicId = new PublicId(text);
            return chats -> chats.resolve(publicId);
        }
        ChatId id = Format.id(ChatId::new).parser().apply(text);
        return chats -> id;
    }
}
