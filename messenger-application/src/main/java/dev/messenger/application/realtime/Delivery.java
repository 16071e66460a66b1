package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that waits to be told to one receiver. */
sealed interface Delivery {

    /** An event that is shown to the receiver when its turn comes. */
    record Lazy(Recorded recorded) implements Delivery {}

    /** An event as the receiver sees it: what looks the same to many is shown once for all of them. */
    record Rendered(long cursor, Update.Payload payload) implements Delivery {}

    /** Something that is not stored. */
    record Ephemeral(Update.Payload payload) implements Delivery {}

    /**
     * What is left when of several changes of one chat the last one is told alone: it shows the chat as it is then.
     *
     * @param deliveries in order
     */
    static List<Delivery> withoutRepeatedChats(List<Delivery> deliveries) {
        Set<ChatId> later = new HashSet<>();
        List<Delivery> left = new ArrayList<>();
        for (Delivery delivery : deliveries.reversed()) {
            ChatId chat = delivery instanceof Lazy happened ? changedChat(happened.recorded()) : null;
            if (chat == null || later.add(chat)) {
                left.addFirst(delivery);
            }
        }
        return left;
    }

    private static @Nullable ChatId changedChat(Recorded recorded) {
        return switch (recorded.event()) {
            case Event.ChatUpdated e -> e.chat();
            case Event.OwnChatUpdated e -> e.chat();
            default -> null;
        };
    }
}
