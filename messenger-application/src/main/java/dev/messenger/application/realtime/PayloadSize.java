package dev.messenger.application.realtime;

import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.domain.message.MessageText;

/** Estimates how many bytes of memory a payload takes. Those that users cannot make large have one size. */
final class PayloadSize {

    /** A message with a long text. */
    static final long OF_MESSAGE = 8 * 1024;

    static final long OF_CHAT = 1_024;

    private static final long SMALL = 500;
    private static final long OF_REACTION = 200;
    private static final int BYTES_PER_CHARACTER = 2;

    private PayloadSize() {}

    static long of(Update.Payload payload) {
        return switch (payload) {
            case Update.Message message -> of(message.message().message());
            case Update.Reaction reaction -> SMALL + reaction.reactions().size() * OF_REACTION;
            case Update.Chat ignored -> OF_CHAT;
            case Update.Person ignored -> OF_CHAT;
            default -> SMALL;
        };
    }

    private static long of(StoredMessage message) {
        MessageText text = message.text();
        return SMALL
                + message.attachments().size() * SMALL
                + (text == null ? 0 : (long) BYTES_PER_CHARACTER * text.value().length());
    }
}
