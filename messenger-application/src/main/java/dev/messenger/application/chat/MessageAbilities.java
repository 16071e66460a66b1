package dev.messenger.application.chat;

import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageRight;
import dev.messenger.domain.message.WritingRight;

/**
 * What a user can do with a message that they can see. They can also forward it to any chat in which they can post, and delete it
 * for themselves.
 */
public record MessageAbilities(
        boolean canReply,
        boolean canEdit,
        boolean canDeleteForAll,
        boolean canReact,
        boolean canAttach,
        boolean canPin) {

    /** For a message that the user cannot see. */
    public static final MessageAbilities NONE = new MessageAbilities(false, false, false, false, false, false);

    static MessageAbilities of(MessageRight right) {
        WritingRight chat = right.inChat();
        return new MessageAbilities(
                chat.mayPost(),
                right.mayEdit(),
                right.mayDeleteForAll(),
                chat.mayReact(),
                right.mayAttach(),
                chat.standing().may(Permission.PIN));
    }
}
