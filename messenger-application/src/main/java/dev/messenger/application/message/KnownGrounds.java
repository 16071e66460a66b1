package dev.messenger.application.message;

import dev.messenger.application.message.port.Messages.Grounded;
import dev.messenger.application.message.port.Messages.Turn;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * On which grounds senders were last allowed to write into their chats. Nothing has to be forgotten when these change, as the store
 * compares them with those of then. Thread-safe.
 */
final class KnownGrounds {

    /** About 15 MB. The least recently used go when there are more. */
    private static final int CAPACITY = 50_000;

    private final SequencedMap<Writer, String> grounds = new LinkedHashMap<>(16, 0.75f, true);

    private record Writer(ChatId chat, UserId sender) {

        static Writer of(NewMessage message) {
            return new Writer(message.chat(), message.sender());
        }
    }

    /** A turn whose sender may post. */
    void learn(Turn allowed) {
        synchronized (grounds) {
            grounds.put(Writer.of(allowed.message()), allowed.grounds());
            if (grounds.size() > CAPACITY) {
                grounds.pollFirstEntry();
            }
        }
    }

    /** These messages with the grounds on which they are allowed; empty when those of one are not known. */
    Optional<List<Grounded>> of(List<NewMessage> messages) {
        List<Grounded> grounded = new ArrayList<>(messages.size());
        synchronized (grounds) {
            for (NewMessage message : messages) {
                String known = grounds.get(Writer.of(message));
                if (known == null) {
                    return Optional.empty();
                }
                grounded.add(new Grounded(message, known));
            }
        }
        return Optional.of(grounded);
    }
}
