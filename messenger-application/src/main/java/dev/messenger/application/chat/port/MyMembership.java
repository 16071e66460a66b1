package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * The membership and preferences of the viewer of a chat.
 *
 * @param listed whether the member's list contains it (rule H11)
 * @param clearedUpTo messages up to this one are hidden from the member (rule H12); null for none
 * @param unread visible messages of others beyond the member's read position; stops at the bound
 * @param unreadMentions unread messages that mention the member; stops at the bound
 * @param pinnedMessage null when none is pinned or the member cannot see it
 */
public record MyMembership(
        Role role,
        boolean archived,
        boolean pinned,
        boolean muted,
        boolean listed,
        @Nullable MessageId clearedUpTo,
        int unread,
        int unreadMentions,
        @Nullable MessageId pinnedMessage) {}
