package dev.messenger.application.personaldata.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user has made and belongs to, for the export (rule A11). Pages, so that nothing has to fit into memory. Thread-safe. */
public interface OwnData {

    /** The chats of {@code user} in order of id, from the one behind {@code after} on. */
    List<OwnChat> memberships(UserId user, @Nullable ChatId after, int limit);

    /**
     * The messages of {@code user} that were not deleted, chat by chat in order of id, in a chat in order of id; from the one behind
     * {@code after} on.
     */
    List<OwnMessage> messages(UserId user, @Nullable OwnMessage after, int limit);
}
