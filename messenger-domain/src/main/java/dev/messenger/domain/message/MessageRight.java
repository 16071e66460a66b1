package dev.messenger.domain.message;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;

/**
 * What a user may do with a message that they can see (rules M7, M8, M11, D2). Forwarding it and deleting it for themselves are
 * always allowed.
 *
 * @param isForward whether the message is a forward, with or without its author
 * @param inChat the right to write into its chat
 */
public record MessageRight(UserId user, UserId sender, boolean isForward, WritingRight inChat) {

    /** Whether the user sent it. */
    public boolean isOwn() {
        return sender.equals(user);
    }

    /** Whether the user may edit it. */
    public boolean mayEdit() {
        return isOwn() && !isForward && inChat.mayPost();
    }

    /**
     * Requires {@link #mayEdit}.
     *
     * @throws Forbidden when another user sent it, or the user may no longer post there
     * @throws RuleViolation when it is a forward
     */
    public void requireEditing() {
        if (!isOwn()) {
            throw new Forbidden("not_the_sender", "Only the sender may edit a message.");
        }
        if (isForward) {
            throw new RuleViolation("forward_not_editable", "A forwarded message cannot be edited.");
        }
        inChat.requirePosting();
    }

    /** Whether the user may delete it for everyone. */
    public boolean mayDeleteForAll() {
        return isOwn() || inChat.standing().may(Permission.MODERATE);
    }

    /**
     * Requires {@link #mayDeleteForAll}.
     *
     * @throws ChatNotFound when the user may not see the chat
     * @throws Forbidden when another user sent it and the user is not staff
     */
    public void requireDeletingForAll() {
        if (!isOwn()) {
            inChat.standing().require(Permission.MODERATE);
        }
    }

    /** Whether the user may attach a file. */
    public boolean mayAttach() {
        return isOwn() && inChat.mayPost();
    }

    /**
     * Requires {@link #mayAttach}.
     *
     * @throws Forbidden when another user sent it, or the user may no longer post there
     */
    public void requireAttaching() {
        if (!isOwn()) {
            throw new Forbidden("not_the_sender", "Only the sender may attach files to a message.");
        }
        inChat.requirePosting();
    }
}
