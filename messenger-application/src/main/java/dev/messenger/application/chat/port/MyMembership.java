package dev.messenger.application.chat.port;

import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A chat as a member has it.
 *
 * @param listed whether it stands in the member's list, or is hidden (rule H11)
 * @param clearedUpTo messages up to it are hidden from the member (rule H12); null when none was
 * @param unread messages of others behind the member's read position that they can see; stops at the bound
 * @param unreadMentions those of them that mention the member; stops at the bound
 * @param pinnedMessage what is pinned for all, if the member can see it
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
