package dev.messenger.application.message.port;

import dev.messenger.domain.message.Emoji;

/**
 * An emoji under a message as one viewer sees it.
 *
 * @param count the number of users who added it, at least 1
 * @param reacted whether the viewer is among them
 */
public record ReactionView(Emoji emoji, int count, boolean reacted) {}
