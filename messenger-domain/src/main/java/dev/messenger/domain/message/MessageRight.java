package dev.messenger.domain.message;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.RuleViolation;

/**
 * All that decides what someone may do with a message that they can see (rules M7, M8, M11, D2). What they may do with any such
 * message is not asked here: forward it, hide it from themself.
 *
 * @param user who wants to do it
 * @param sender whose message it is
 * @param isForward whether it is a forward, with its author or without
 * @param inChat whether the user may write into its chat
 */
public record MessageRight(UserId user, UserId sender, boolean isForward, WritingRight inChat) {

    /** Whether the user wrote it, or forwarded it here. */
    public boolean isOwn() {
        return sender.equals(user);
    }

    /** Whether they may give it another text. */
    public boolean mayEdit() {
        return isOwn() && !isForward && inChat.mayPost();
    }

    /**
     * Passes when they {@link #mayEdit}.
     *
     * @throws Forbidden when it is someone else's, or they may not post there any more
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

    /** Whether they may delete it for everyone. */
    public boolean mayDeleteForAll() {
        return isOwn() || inChat.standing().may(Permission.MODERATE);
    }

    /**
     * Passes when they {@link #mayDeleteForAll}.
     *
     * @throws ChatNotFound when they may not even see the chat
     * @throws Forbidden when it is someone else's and they are not of the staff
     */
    public void requireDeletingForAll() {
        if (!isOwn()) {
            inChat.standing().require(Permission.MODERATE);
        }
    }

    /** Whether they may attach a file of theirs. */
    public boolean mayAttach() {
        return isOwn() && inChat.mayPost();
    }

    /**
     * Passes when they {@link #mayAttach}.
     *
     * @throws Forbidden when it is someone else's, or they may not post there any more
     */
    public void requireAttaching() {
        if (!isOwn()) {
            throw new Forbidden("not_the_sender", "Only the sender may attach files to a message.");
        }
        inChat.requirePosting();
    }
}
