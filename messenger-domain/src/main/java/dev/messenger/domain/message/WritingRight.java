package dev.messenger.domain.message;

import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.shared.Forbidden;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a user may write into a chat (rules M1, U8, H1).
 *
 * @param counterpart the other side of a private chat, else null
 */
public record WritingRight(Standing standing, @Nullable Counterpart counterpart) {

    /**
     * The other side of a private chat.
     *
     * @param acquaintance what the user is to them
     * @param hasWritten whether they ever wrote into this chat: then the user may answer
     */
    public record Counterpart(Acquaintance acquaintance, boolean hasWritten) {

        private boolean acceptsMessages() {
            return acquaintance.may(PrivacyRight.TALK_PRIVATELY)
                    && (hasWritten || acquaintance.may(PrivacyRight.START_PRIVATE_CHAT));
        }
    }

    /** Whether the user may send, edit and forward into this chat. */
    public boolean mayPost() {
        return standing.may(Permission.POST) && (counterpart == null || counterpart.acceptsMessages());
    }

    /**
     * Requires {@link #mayPost}.
     *
     * @throws ChatNotFound when the user may not see the chat
     * @throws Forbidden when the user may see it, but not write
     */
    public void requirePosting() {
        standing.require(Permission.POST);
        if (!mayPost()) {
            throw refused();
        }
    }

    /** Whether the user may react to messages of this chat. */
    public boolean mayReact() {
        return standing.may(Permission.REACT)
                && (counterpart == null || counterpart.acquaintance().may(PrivacyRight.TALK_PRIVATELY));
    }

    /**
     * Requires {@link #mayReact}.
     *
     * @throws ChatNotFound when the user may not see the chat
     * @throws Forbidden when one side of a private chat blocks the other
     */
    public void requireReacting() {
        standing.require(Permission.REACT);
        if (!mayReact()) {
            throw refused();
        }
    }

    /** Does not reveal who blocks whom, or whether privacy settings are the reason. */
    private static Forbidden refused() {
        return new Forbidden("private_messages_refused", "You may not write to this user.");
    }
}
