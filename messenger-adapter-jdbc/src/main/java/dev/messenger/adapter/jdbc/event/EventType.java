package dev.messenger.adapter.jdbc.event;

import java.util.Locale;

/** How the kinds of event are called in table {@code outbox}. */
enum EventType {
    CHAT_CREATED,
    CHAT_UPDATED,
    OWN_CHAT_UPDATED,
    CHAT_DELETED,
    OWN_CHAT_DELETED,
    MEMBER_ADDED,
    MEMBER_REMOVED,
    MEMBER_ROLE_CHANGED,
    MESSAGE_CREATED,
    MESSAGE_UPDATED,
    MESSAGE_DELETED,
    MESSAGE_HIDDEN,
    REACTION_CHANGED,
    MESSAGE_DELIVERED,
    MESSAGE_READ,
    PERSON_CHANGED,
    PRIVACY_CHANGED;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EventType of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
