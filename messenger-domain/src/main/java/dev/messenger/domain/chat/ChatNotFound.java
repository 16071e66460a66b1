package dev.messenger.domain.chat;

import dev.messenger.domain.shared.NotFound;

/** There is no such chat, or the caller may not see it. */
public final class ChatNotFound extends NotFound {

    private static final long serialVersionUID = 1L;

    public ChatNotFound() {
        super("chat_not_found", "There is no such chat.");
    }
}
