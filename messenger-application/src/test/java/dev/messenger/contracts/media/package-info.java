/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.media;

import org.jspecify.annotations.NullMarked;
