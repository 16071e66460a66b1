package dev.messenger.application.cache;

import java.util.Set;

/**
 * An answer as it was read.
 *
 * @param tags the chats ({@link dev.messenger.domain.chat.ChatId}, {@link MessagesOf}, {@link NewMessagesOf}) and people
 *     ({@link dev.messenger.domain.account.UserId}) whose change may change it. More may be added while it is kept, each before what it stands for is read.
 * @param bytes about how much memory it takes
 */
public record CacheEntry<V>(V value, Set<?> tags, long bytes) {

    static final long NOT_KEPT = -1;

    /** One that is not to be kept. */
    public static <V> CacheEntry<V> once(V value) {
        return new CacheEntry<>(value, Set.of(), NOT_KEPT);
    }
}
