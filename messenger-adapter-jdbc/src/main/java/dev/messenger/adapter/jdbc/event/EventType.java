package dev.messenger.adapter.jdbc.event;

/** The types of events, as column {@code type} of table {@code outbox} names them. */
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
    PRIVACY_CHANGED
}
