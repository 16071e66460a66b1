package dev.messenger.application.chat;

import dev.messenger.domain.people.PresenceStatus;
import org.jspecify.annotations.Nullable;

/**
 * The presence in one chat, as far as the viewer may see it.
 *
 * @param online how many others are online
 * @param counterpart of the other side of a private chat, otherwise null
 */
record ChatPresence(int online, @Nullable PresenceStatus counterpart) {}
