package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from the outbox what a user missed (rule R3). Thread-safe. */
final class Replay {

    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final UpdateViews views;

    Replay(Outbox outbox, Dispatcher dispatcher, UpdateViews views) {
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.views = views;
    }

    /**
     * A page of missed updates.
     *
     * @param updates in order; fewer than the limit where the user may not see some
     * @param cursor where the page ends
     * @param more whether another page follows
     */
    record Page(List<Update> updates, long cursor, boolean more) {}

    /** The updates for {@code viewer} between two cursors, the first exclusive, the second inclusive. */
    Page missed(UserId viewer, long after, long upTo, int limit) {
        Outbox.Missed missed = outbox.missed(viewer, after, upTo, limit);
        if (!missed.complete()) {
            return new Page(List.of(new Update(upTo, new Update.Resync())), upTo, false);
        }
        List<Delivery> deliveries =
                dispatcher.dispatch(missed.events(), Set.of(viewer), false).getOrDefault(viewer, List.of());
        List<Update> updates = Delivery.withoutRepeatedChats(deliveries).stream()
                .map(delivery -> views.render(viewer, delivery))
                .flatMap(Optional::stream)
                .toList();
        boolean more = missed.events().size() == limit;
        return new Page(updates, more ? missed.events().getLast().cursor() : upTo, more);
    }
}
