/** In-memory adapters of the chat ports. */
@NullMarked
package dev.messenger.adapter.inmemory.chat;

import org.jspecify.annotations.NullMarked;
