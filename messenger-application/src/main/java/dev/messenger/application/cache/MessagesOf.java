package dev.messenger.application.cache;

import dev.messenger.domain.chat.ChatId;

/** What is the same in the messages of a chat for all who see them: it changes less often than the chat, in which people come, go and read. */
public record MessagesOf(ChatId chat) {}
