/** In-memory adapters of the people ports. */
@NullMarked
package dev.messenger.adapter.inmemory.people;

import org.jspecify.annotations.NullMarked;
