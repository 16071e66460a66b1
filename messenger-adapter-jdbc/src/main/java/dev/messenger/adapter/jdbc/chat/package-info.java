/** Chats, their members and the list of chats in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.chat;

import org.jspecify.annotations.NullMarked;
