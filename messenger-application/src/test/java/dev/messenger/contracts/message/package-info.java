/** What every adapter of a message port has to keep. */
@NullMarked
package dev.messenger.contracts.message;

import org.jspecify.annotations.NullMarked;
