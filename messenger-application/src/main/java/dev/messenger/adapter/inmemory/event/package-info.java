/** In-memory adapters of the event ports. */
@NullMarked
package dev.messenger.adapter.inmemory.event;

import org.jspecify.annotations.NullMarked;
