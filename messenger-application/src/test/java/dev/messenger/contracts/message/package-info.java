/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.message;

import org.jspecify.annotations.NullMarked;
