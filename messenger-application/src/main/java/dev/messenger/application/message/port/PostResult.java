package dev.messenger.application.message.port;

import dev.messenger.domain.shared.MessengerException;

/** The result of posting a message. */
public sealed interface PostResult {

    /**
     * The message as its sender sees it.
     *
     * @throws MessengerException when it was refused
     */
    MessageWithStatus message();

    /** The message is new. */
    record Stored(MessageWithStatus message) implements PostResult {}

    /** Its sender sent the message before, under the same client id. */
    record Existing(MessageWithStatus message) implements PostResult {}

    /** The message is not stored. */
    record Refused(MessengerException reason) implements PostResult {

        @Override
        public MessageWithStatus message() {
            throw reason;
        }
    }
}
