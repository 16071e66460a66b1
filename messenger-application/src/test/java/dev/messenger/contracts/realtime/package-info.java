/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.realtime;

import org.jspecify.annotations.NullMarked;
