/** Chats and who may do what in them. */
@NullMarked
package dev.messenger.domain.chat;

import org.jspecify.annotations.NullMarked;
