/** What the in-memory adapters of the store share: tables, and transactions over them. */
@NullMarked
package dev.messenger.adapter.inmemory.store;

import org.jspecify.annotations.NullMarked;
