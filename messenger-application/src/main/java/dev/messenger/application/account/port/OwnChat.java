package dev.messenger.application.account.port;

import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat of which a user is a member, for the export.
 *
 * @param title null for a private chat
 */
public record OwnChat(ChatId chat, ChatType type, @Nullable String title, Role role, Instant joinedAt) {}
