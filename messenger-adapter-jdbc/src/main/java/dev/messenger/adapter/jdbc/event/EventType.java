package dev.messenger.adapter.jdbc.event;

import java.util.Locale;

/** How the kinds of event are called in table {@code outbox}. */
enum EventType {
    CHAT_CREATED,
    MESSAGE_CREATED,
    MESSAGE_UPDATED,
    MESSAGE_DELIVERED,
    MESSAGE_READ;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventType of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
