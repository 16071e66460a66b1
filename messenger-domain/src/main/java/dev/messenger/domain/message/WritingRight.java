package dev.messenger.domain.message;

import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.shared.Forbidden;
import org.jspecify.annotations.Nullable;

/**
 * All that decides whether someone may write into a chat (rules M1, U8, H1).
 *
 * @param standing how they stand to the chat
 * @param counterpart the other side of a private chat, else null
 */
public record WritingRight(Standing standing, @Nullable Counterpart counterpart) {

    /**
     * The other side of a private chat.
     *
     * @param acquaintance how the writer stands to them
     * @param hasWritten whether they ever wrote into this chat: whoever was written to may answer
     */
    public record Counterpart(Acquaintance acquaintance, boolean hasWritten) {

        private boolean takesMessages() {
            return acquaintance.may(PrivacyRight.TALK_PRIVATELY)
                    && (hasWritten || acquaintance.may(PrivacyRight.START_PRIVATE_CHAT));
        }
    }

    /** Whether they may send, edit, forward into this chat. */
    public boolean mayPost() {
        return standing.may(Permission.POST) && (counterpart == null || counterpart.takesMessages());
    }

    /**
     * Passes when they {@link #mayPost}: may send, edit, forward into this chat.
     *
     * @throws ChatNotFound when they may not even see it
     * @throws Forbidden when they can see it and may not write
     */
    public void requirePosting() {
        standing.require(Permission.POST);
        if (!mayPost()) {
            throw refused();
        }
    }

    /** Whether they may react to a message of this chat. */
    public boolean mayReact() {
        return standing.may(Permission.REACT)
                && (counterpart == null || counterpart.acquaintance().may(PrivacyRight.TALK_PRIVATELY));
    }

    /**
     * Passes when they {@link #mayReact} to a message of this chat.
     *
     * @throws ChatNotFound when they may not even see it
     * @throws Forbidden when either side of a private chat blocked the other
     */
    public void requireReacting() {
        standing.require(Permission.REACT);
        if (!mayReact()) {
            throw refused();
        }
    }

    /** It does not tell who blocked whom, or whether it is a matter of privacy. */
    private static Forbidden refused() {
        return new Forbidden("private_messages_refused", "You may not write to this user.");
    }
}
