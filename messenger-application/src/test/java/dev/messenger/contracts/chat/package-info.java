/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.chat;

import org.jspecify.annotations.NullMarked;
