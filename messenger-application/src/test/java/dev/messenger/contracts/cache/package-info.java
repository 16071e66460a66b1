/** Checks that the caches of the messenger agree with the store. */
@NullMarked
package dev.messenger.contracts.cache;

import org.jspecify.annotations.NullMarked;
