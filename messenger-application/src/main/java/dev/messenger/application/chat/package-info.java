/** Use cases of chats, and the caches of their lists. */
@NullMarked
package dev.messenger.application.chat;

import org.jspecify.annotations.NullMarked;
