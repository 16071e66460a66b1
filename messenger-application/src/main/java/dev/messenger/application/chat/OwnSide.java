package dev.messenger.application.chat;

import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A chat as a member has it.
 *
 * @param unread messages of others behind the member's read position that they can see; stops at the bound
 * @param unreadMentions those of them that mention the member; stops at the bound
 * @param pinnedMessage what is pinned for all, if the member can see it
 */
public record OwnSide(
        Role role,
        boolean archived,
        boolean pinned,
        boolean muted,
        int unread,
        int unreadMentions,
        @Nullable MessageId pinnedMessage) {}
