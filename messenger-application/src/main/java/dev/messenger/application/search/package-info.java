/** Searching people, chats and messages at once. */
@NullMarked
package dev.messenger.application.search;

import org.jspecify.annotations.NullMarked;
