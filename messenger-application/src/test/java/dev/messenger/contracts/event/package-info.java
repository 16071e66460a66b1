/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.event;

import org.jspecify.annotations.NullMarked;
