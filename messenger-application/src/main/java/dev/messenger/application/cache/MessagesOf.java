package dev.messenger.application.cache;

import dev.messenger.domain.chat.ChatId;

/** What is the same for all who see them in the messages that are in a chat: it changes less often than the chat, in which people come, go and read. */
public record MessagesOf(ChatId chat) {}
