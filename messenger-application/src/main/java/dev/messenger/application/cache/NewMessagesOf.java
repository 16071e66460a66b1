package dev.messenger.application.cache;

import dev.messenger.domain.chat.ChatId;

/** The messages that come into a chat: those that are there stay as they are. */
public record NewMessagesOf(ChatId chat) {}
