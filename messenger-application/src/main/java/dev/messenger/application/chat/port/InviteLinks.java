package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.ChatId;
import java.util.Optional;

/** Invite links, at most one for each chat (rule H8). Thread-safe. */
public interface InviteLinks {

    Optional<String> tokenOf(ChatId chat);

    /** Adds a link to {@code chat}, which must have none. Requires the lock of the chat. */
    void add(ChatId chat, String token);

    /** Removes the link of {@code chat}, if there is one. */
    void revoke(ChatId chat);

    Optional<ChatId> chatOf(String token);
}
