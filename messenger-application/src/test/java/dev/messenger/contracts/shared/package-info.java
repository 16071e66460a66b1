/** What every adapter of a shared port has to keep, and what the other contracts stand on. */
@NullMarked
package dev.messenger.contracts.shared;

import org.jspecify.annotations.NullMarked;
