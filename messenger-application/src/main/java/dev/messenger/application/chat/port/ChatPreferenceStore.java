package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import java.util.Optional;

/** How members keep a chat, each for themselves alone (rules H11 to H13). Thread-safe. */
public interface ChatPreferenceStore {

    /** A mark that a member puts on a chat. */
    enum Mark {
        ARCHIVED,
        PINNED,
        MUTED
    }

    /**
     * Puts a mark on, or takes it off.
     *
     * @return whether that changed anything
     */
    boolean set(ChatId chat, UserId member, Mark mark, boolean on);

    /** Hides all that was written up to now from {@code member}. */
    void clear(ChatId chat, UserId member);

    /** {@link #clear}, and takes the chat out of the list of {@code member} until something new is written. */
    void hide(ChatId chat, UserId member);

    /**
     * Brings the chat back into the list of {@code member}.
     *
     * @return whether it was hidden
     */
    boolean show(ChatId chat, UserId member);

    /** How {@code user} stands to the chat, and whether they muted it; empty when there is no such chat. */
    Optional<Muting> muting(ChatId chat, UserId user);

    /**
     * How someone stands to a chat, and whether they muted it.
     *
     * @param muted false for someone who is no member
     */
    record Muting(Standing standing, boolean muted) {}
}
