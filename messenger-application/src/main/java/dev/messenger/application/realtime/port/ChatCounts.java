package dev.messenger.application.realtime.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a chat that change with what its members do.
 *
 * @param members the number of members
 * @param delivered the two furthest delivered positions (enough to leave the viewer's own out), fewer if there are fewer
 * @param read the two furthest read positions, likewise
 */
public record ChatCounts(int members, Map<UserId, MessageId> delivered, Map<UserId, MessageId> read) {

    /** The last message delivered to a member other than {@code viewer} (rule M4); null when there is none. */
    public @Nullable MessageId deliveredToOthers(UserId viewer) {
        return furthestOfOthers(delivered, viewer);
    }

    /** The last message read by a member other than {@code viewer} (rule M4); null when there is none. */
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
