/** A messenger in memory, without persistence, for embedding, trials and tests. */
@NullMarked
package dev.messenger.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
