package dev.messenger.application.realtime.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a chat changes by the doings of others.
 *
 * @param members how many there are
 * @param delivered the furthest delivered positions, of two members if there are so many
 * @param read the furthest read positions, likewise
 */
public record ChatCounts(int members, Map<UserId, MessageId> delivered, Map<UserId, MessageId> read) {

    /** Up to where something was delivered to another than {@code viewer} (rule M4); null when nothing was. */
    public @Nullable MessageId deliveredToOthers(UserId viewer) {
        return furthestOfOthers(delivered, viewer);
    }

    /** Up to where another than {@code viewer} has read (rule M4); null when nobody has. */
    public @Nullable MessageId readByOthers(UserId viewer) {
        return furthestOfOthers(read, viewer);
    }

    private static @Nullable MessageId furthestOfOthers(Map<UserId, MessageId> positions, UserId viewer) {
        return positions.entrySet().stream()
                .filter(position -> !position.getKey().equals(viewer))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
