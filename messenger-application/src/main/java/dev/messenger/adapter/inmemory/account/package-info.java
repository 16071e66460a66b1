/** In-memory adapters of the account ports. */
@NullMarked
package dev.messenger.adapter.inmemory.account;

import org.jspecify.annotations.NullMarked;
