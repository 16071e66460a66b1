package dev.messenger.application.chat;

import dev.messenger.domain.chat.ChatId;
import java.time.Instant;
import java.util.Comparator;

/**
 * Where a chat stands in its member's list: pinned ones first, then by newest activity, ties by id descending (rule H5).
 *
 * @param activity of the newest message that the member can see; if there is none, of the chat's creation
 */
public record ListPlace(boolean pinned, Instant activity, ChatId chat) implements Comparable<ListPlace> {

    private static final Comparator<ListPlace> FIRST = Comparator.comparing(ListPlace::pinned)
            .thenComparing(ListPlace::activity)
            .thenComparing(ListPlace::chat)
            .reversed();

    @Override
    public int compareTo(ListPlace other) {
        return FIRST.compare(this, other);
    }
}
