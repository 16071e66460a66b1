package dev.messenger.application.realtime;

import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.application.message.MessageView;

/** Something that waits to be told to one receiver. */
sealed interface Delivery {

    /** An event that is shown to the receiver when its turn comes. */
    record Happened(Recorded recorded) implements Delivery {}

    /** A new message, shown once for all receivers but its sender. */
    record Posted(long cursor, MessageView message) implements Delivery {}

    /** Something that is not stored. */
    record Passing(Update.News news) implements Delivery {}
}
