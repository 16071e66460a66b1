package dev.messenger.application.message.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageRight;
import dev.messenger.domain.message.WritingRight;

/**
 * A message that stays as it is until the transaction ends.
 *
 * @param message as the viewer for whom it is locked sees it
 * @param right whether that viewer may write into its chat
 * @param isForward whether it is a forward, with or without its author
 */
public record LockedMessage(MessageWithStatus message, WritingRight right, boolean isForward) {

    /** The right of {@code viewer}, for whom it is locked. */
    public MessageRight rightOf(UserId viewer) {
        return new MessageRight(viewer, message.message().sender(), isForward, right);
    }
}
