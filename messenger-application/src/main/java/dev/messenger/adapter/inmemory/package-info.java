/** A messenger in memory: nothing to install, nothing kept. For embedding, for trying things out and for tests. */
@NullMarked
package dev.messenger.adapter.inmemory;

import org.jspecify.annotations.NullMarked;
