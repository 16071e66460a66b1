package dev.messenger.domain.message;

/** What a message is; any but {@code TEXT} may go without a text (rule M1). */
public enum MessageType {
    TEXT,
    IMAGE,
    VIDEO,
    AUDIO,
    VOICE,
    FILE,
    CIRCLE_VIDEO
}
