/** Whether the messenger shows what the store has, when it keeps answers in memory. */
@NullMarked
package dev.messenger.contracts.cache;

import org.jspecify.annotations.NullMarked;
