package dev.messenger.application.permission;

import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.message.MessageRight;
import dev.messenger.domain.message.WritingRight;

/**
 * What someone can do with a message that they can see. Besides, they can forward it to wherever they can post, and hide it
 * from themself.
 *
 * @param canReply send a message that answers it
 * @param canEdit give it another text
 * @param canDeleteForAll delete it for everyone
 * @param canReact give a reaction, or take theirs back
 * @param canAttach attach a file of theirs
 * @param canPin pin it for everyone
 */
public record MessageAbilities(
        boolean canReply,
        boolean canEdit,
        boolean canDeleteForAll,
        boolean canReact,
        boolean canAttach,
        boolean canPin) {

    /** What can be done with what cannot be seen. */
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
