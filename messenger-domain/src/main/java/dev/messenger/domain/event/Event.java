package dev.messenger.domain.event;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;

/**
 * Something that happened and that others are to learn of. An event names things and does not carry them: who receives
 * it sees them as they are, and as far as they may, at that moment (rule R4).
 */
public sealed interface Event {

    /** The chat in which it happened. */
    ChatId chat();

    /** A chat came to be. */
    record ChatCreated(ChatId chat, UserId creator) implements Event {}

    /** A message was sent. */
    record MessageCreated(ChatId chat, MessageId message, UserId sender) implements Event {}

    /** A message changed: an edit, or a file attached to it (rule M14). */
    record MessageUpdated(ChatId chat, MessageId message, UserId actor) implements Event {}

    /** Everything up to {@code message} reached a member. */
    record MessageDelivered(ChatId chat, MessageId message, UserId member) implements Event {}

    /** A member read everything up to {@code message}. */
    record MessageRead(ChatId chat, MessageId message, UserId member) implements Event {}
}
