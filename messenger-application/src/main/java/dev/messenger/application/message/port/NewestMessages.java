package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of chats, the same for all viewers, and apart from them the state of each viewer. The cost does not grow with history
 * or members. Thread-safe.
 */
public interface NewestMessages {

    /**
     * The newest messages of a chat and the state of the viewer, in one snapshot.
     *
     * @param after exclusive bound, null for all
     * @param limit 1 to 200
     * @return empty when there is no such chat
     */
    Optional<Snapshot> read(ChatId chat, UserId viewer, @Nullable MessageId after, int limit);

    /** The state of the viewer; empty when there is no such chat. */
    Optional<ViewerState> viewerState(ChatId chat, UserId viewer);

    /**
     * A chat at one instant.
     *
     * @param messages newest first, without those deleted for all, but with those that the viewer cleared or hid; none when the viewer is
     *     not a member
     */
    record Snapshot(ViewerState state, List<StoredMessage> messages) {}
}
