package dev.messenger.domain.message;

/** How far a message got, as its sender sees it (rule M4). */
public enum DeliveryStatus {
    SENT,
    DELIVERED,
    READ
}
