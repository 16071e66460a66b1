/** Chats, their members and permissions. */
@NullMarked
package dev.messenger.domain.chat;

import org.jspecify.annotations.NullMarked;
