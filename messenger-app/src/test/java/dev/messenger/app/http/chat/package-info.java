/** Chats over HTTP (section 5 of the behaviour contract). */
@NullMarked
package dev.messenger.app.http.chat;

import org.jspecify.annotations.NullMarked;
