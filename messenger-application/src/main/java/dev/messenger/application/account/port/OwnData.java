package dev.messenger.application.account.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chats and messages of a user for the export (rule A11), in pages. Thread-safe. */
public interface OwnData {

    /** The chats of {@code user} in order of id, those behind {@code after}. */
    List<OwnChat> memberships(UserId user, @Nullable ChatId after, int limit);

    /**
     * The messages of {@code user} that are not deleted, in order of chat and message id, those behind {@code after}.
     */
    List<OwnMessage> messages(UserId user, @Nullable OwnMessage after, int limit);
}
