package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import java.util.List;

/** Messages with the replies to them. Thread-safe. */
public interface Threads {

    /**
     * A message and the replies to it, breadth first, each level by id. Contains only what the viewer can see, but also replies
     * to messages that they cannot see (rule M9). The limit bounds the cost, and so may an adapter: it
     * looks at 10,000 replies at least (rule M19).
     *
     * @param limit the largest number of messages, with the root; at least 1
     * @return empty when the viewer cannot see the root
     */
    List<MessageWithStatus> read(MessageId root, UserId viewer, int limit);
}
