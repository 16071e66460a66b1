package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of chats as they are for everyone, and apart from them how each viewer looks at them: so the messages can be kept
 * once for all. The cost does not grow with history or members. Thread-safe.
 */
public interface NewestMessages {

    /**
     * The newest messages of a chat and how the viewer looks at them, of the same moment.
     *
     * @param after only those that came after this one; null for all
     * @param limit 1 to 200
     * @return empty when there is no such chat
     */
    Optional<Opened> open(ChatId chat, UserId viewer, @Nullable MessageId after, int limit);

    /** How the viewer looks at a chat; empty when there is no such chat. */
    Optional<ViewerState> sight(ChatId chat, UserId viewer);

    /**
     * A chat as it is opened.
     *
     * @param messages newest first, without those that are deleted for all, but with those that the viewer cleared or hid; none when the
     *     viewer is no member
     */
    record Opened(ViewerState sight, List<StoredMessage> messages) {}
}
