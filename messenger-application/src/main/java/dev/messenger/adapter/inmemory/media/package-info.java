/** In-memory adapters of the media ports. */
@NullMarked
package dev.messenger.adapter.inmemory.media;

import org.jspecify.annotations.NullMarked;
