/** Chats, their members and each user's own settings for them. */
@NullMarked
package dev.messenger.adapter.http.chat;

import org.jspecify.annotations.NullMarked;
