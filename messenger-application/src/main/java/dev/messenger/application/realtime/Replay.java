package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.domain.account.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells from the outbox what someone missed (rule R3). Thread-safe. */
final class Replay {

    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final UpdateViews shows;

    Replay(Outbox outbox, Dispatcher dispatcher, UpdateViews shows) {
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.shows = shows;
    }

    /**
     * A page of what someone missed.
     *
     * @param updates in order; fewer than the limit where some may not be seen
     * @param cursor up to where it reaches
     * @param more whether there is more behind it
     */
    record Page(List<Update> updates, long cursor, boolean more) {}

    /** A page of what happened for {@code viewer} between two cursors, the first exclusive, the second inclusive. */
    Page missed(UserId viewer, long after, long upTo, int limit) {
        Outbox.Missed missed = outbox.missed(viewer, after, upTo, limit);
        if (!missed.complete()) {
            return new Page(List.of(new Update(upTo, new Update.Resync())), upTo, false);
        }
        List<Recorded> events = missed.events();
        List<Delivery> deliveries =
                dispatcher.dispatch(events, Set.of(viewer), false).getOrDefault(viewer, List.of());
        List<Update> updates = new ArrayList<>();
        for (Delivery delivery : Delivery.withoutRepeatedChats(deliveries)) {
            show(viewer, delivery).ifPresent(updates::add);
        }
        boolean more = events.size() == limit;
        return new Page(updates, more ? events.getLast().cursor() : upTo, more);
    }

    /** A delivery as its receiver may see it now. */
    Optional<Update> show(UserId viewer, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Lazy happened -> shows.show(viewer, happened.recorded());
            case Delivery.Rendered shown -> Optional.of(new Update(shown.cursor(), shown.payload()));
            case Delivery.Ephemeral passing -> Optional.of(new Update(null, passing.payload()));
        };
    }
}
