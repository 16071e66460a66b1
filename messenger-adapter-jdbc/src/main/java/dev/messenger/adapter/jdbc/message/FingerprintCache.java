package dev.messenger.adapter.jdbc.message;

import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of the facts on which a policy last accepted a message of each sender in each chat. An entry may be outdated:
 * the statement that stores a message compares it with the current facts. Thread-safe.
 */
final class FingerprintCache {

    /** About 15 MB. Beyond it the least recently used entries go. */
    private static final int CAPACITY = 50_000;

    private final SequencedMap<Key, String> fingerprints = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(ChatId chat, UserId sender, PostingPolicy policy) {

        static Key of(NewMessage message, PostingPolicy policy) {
            return new Key(message.chat(), message.sender(), policy);
        }
    }

    void put(NewMessage message, PostingPolicy policy, String fingerprint) {
        synchronized (fingerprints) {
            fingerprints.put(Key.of(message, policy), fingerprint);
            if (fingerprints.size() > CAPACITY) {
                fingerprints.pollFirstEntry();
            }
        }
    }

    @Nullable
    String find(NewMessage message, PostingPolicy policy) {
        synchronized (fingerprints) {
            return fingerprints.get(Key.of(message, policy));
        }
    }
}
