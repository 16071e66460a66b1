/** The tables and transactions that the in-memory adapters share. */
@NullMarked
package dev.messenger.adapter.inmemory.store;

import org.jspecify.annotations.NullMarked;
