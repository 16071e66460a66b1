package dev.messenger.application.message.port;

import dev.messenger.domain.shared.RateLimited;
import org.jspecify.annotations.Nullable;

/**
 * A message to post.
 *
 * @param limited why the rate limit forbids a new message, or null; a message that was sent before is found all the same
 *     (rule M2)
 */
public record PostRequest(NewMessage message, @Nullable RateLimited limited) {}
