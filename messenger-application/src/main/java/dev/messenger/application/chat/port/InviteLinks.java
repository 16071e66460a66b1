package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.ChatId;
import java.util.Optional;

/** The links by which one joins a chat, at most one a chat (rule H8). Thread-safe. */
public interface InviteLinks {

    /** The token of the link of {@code chat}, or empty. */
    Optional<String> tokenOf(ChatId chat);

    /** Makes {@code token} the link of {@code chat}, which must have none; to be called with the chat locked. */
    void add(ChatId chat, String token);

    /** Ends the link of {@code chat}, if there is one. */
    void revoke(ChatId chat);

    /** The chat that a token leads to, or empty. */
    Optional<ChatId> chatOf(String token);
}
