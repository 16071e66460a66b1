/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.notification;

import org.jspecify.annotations.NullMarked;
