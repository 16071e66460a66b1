package dev.messenger.domain.message;

/** The type of a message; all but {@code TEXT} may have no text (rule M1). */
public enum MessageType {
    TEXT,
    IMAGE,
    VIDEO,
    AUDIO,
    VOICE,
    FILE,
    CIRCLE_VIDEO
}
