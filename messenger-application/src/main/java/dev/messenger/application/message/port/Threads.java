package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import java.util.List;

/** Messages with the replies to them. Thread-safe. */
public interface Threads {

    /**
     * A message and what was replied to it, breadth first, each level by id; only what the viewer can see, though the walk goes
     * on through what they cannot (rule M9). Its cost is bound by the limit, not by the size of the thread.
     *
     * @param limit at most so many, the root among them; at least 1
     * @return empty when the viewer cannot see the root
     */
    List<MessageWithStatus> read(MessageId root, UserId viewer, int limit);
}
