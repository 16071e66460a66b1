/** In-memory adapters of the message ports. */
@NullMarked
package dev.messenger.adapter.inmemory.message;

import org.jspecify.annotations.NullMarked;
