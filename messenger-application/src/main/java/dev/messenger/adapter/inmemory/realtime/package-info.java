/** In-memory adapters of the realtime ports. */
@NullMarked
package dev.messenger.adapter.inmemory.realtime;

import org.jspecify.annotations.NullMarked;
