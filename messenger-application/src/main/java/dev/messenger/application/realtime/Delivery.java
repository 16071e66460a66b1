package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An update on its way to one recipient. */
sealed interface Delivery {

    /** A stored event without its contents. */
    long REFERENCE_BYTES = 200;

    /** A stored event that is rendered when the recipient takes it. */
    record Lazy(Recorded recorded) implements Delivery {}

    /** A stored event that is rendered already; recipients who see the same share one payload. */
    record Rendered(long cursor, Update.Payload payload) implements Delivery {}

    /** An update that is not stored. */
    record Ephemeral(Update.Payload payload) implements Delivery {}

    /** About how many bytes it holds while it is queued. */
    default long queuedBytes() {
        return switch (this) {
            case Lazy ignored -> REFERENCE_BYTES;
            case Rendered rendered -> PayloadSize.of(rendered.payload());
            case Ephemeral ephemeral -> PayloadSize.of(ephemeral.payload());
        };
    }

    /** About how many bytes it holds at most once it is rendered. */
    default long renderedBytes() {
        return switch (this) {
            case Lazy lazy ->
                lazy.recorded().event() instanceof Event.OfMessage ? PayloadSize.OF_MESSAGE : PayloadSize.OF_CHAT;
            default -> queuedBytes();
        };
    }

    /**
     * Drops all but the last of several changes of one chat: rendering that one shows the chat with all of them.
     *
     * @param deliveries in order
     */
    static List<Delivery> withoutRepeatedChats(List<Delivery> deliveries) {
        Set<ChatId> later = new HashSet<>();
        List<Delivery> left = new ArrayList<>();
        for (Delivery delivery : deliveries.reversed()) {
            ChatId chat =
                    delivery instanceof Lazy lazy ? changedChat(lazy.recorded().event()) : null;
            if (chat == null || later.add(chat)) {
                left.addFirst(delivery);
            }
        }
        return left;
    }

    private static @Nullable ChatId changedChat(Event event) {
        return switch (event) {
            case Event.ChatUpdated e -> e.chat();
            case Event.OwnChatUpdated e -> e.chat();
            default -> null;
        };
    }
}
