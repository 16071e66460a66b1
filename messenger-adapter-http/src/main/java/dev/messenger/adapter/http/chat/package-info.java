/** Section 7 of the reference: chats. */
@NullMarked
package dev.messenger.adapter.http.chat;

import org.jspecify.annotations.NullMarked;
