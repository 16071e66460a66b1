package dev.messenger.application.chat;

import dev.messenger.domain.chat.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * Which of one's chats to list (rule H5).
 *
 * @param limit 1 to 200
 * @param before go on after the place that this chat has in the order now; null for the start
 */
public record ChatListQuery(int limit, @Nullable ChatId before) {}
