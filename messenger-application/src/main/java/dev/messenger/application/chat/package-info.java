/** Use cases of chats: making them, listing them. */
@NullMarked
package dev.messenger.application.chat;

import org.jspecify.annotations.NullMarked;
