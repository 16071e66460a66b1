package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import java.util.Optional;

/** The preferences of members for a chat (rules H11 to H13). Thread-safe. */
public interface ChatPreferenceStore {

    /** A flag that a member sets on a chat. */
    enum Mark {
        ARCHIVED,
        PINNED,
        MUTED
    }

    /**
     * Sets or clears a mark.
     *
     * @return whether that changed anything
     */
    boolean set(ChatId chat, UserId member, Mark mark, boolean on);

    /** Hides all present messages from {@code member}, whom they notify no more (rule N5). */
    void clear(ChatId chat, UserId member);

    /** {@link #clear}, and removes the chat from the list of {@code member} until a new message arrives. */
    void hide(ChatId chat, UserId member);

    /**
     * Returns the chat to the list of {@code member}.
     *
     * @return whether it was hidden
     */
    boolean show(ChatId chat, UserId member);

    /** Empty when there is no such chat. */
    Optional<Muting> muting(ChatId chat, UserId user);

    /**
     * The standing of a user in a chat, and whether they muted it.
     *
     * @param muted false for a non-member
     */
    record Muting(Standing standing, boolean muted) {}
}
