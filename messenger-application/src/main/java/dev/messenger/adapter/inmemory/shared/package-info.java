/** In-memory adapters of the shared ports. */
@NullMarked
package dev.messenger.adapter.inmemory.shared;

import org.jspecify.annotations.NullMarked;
