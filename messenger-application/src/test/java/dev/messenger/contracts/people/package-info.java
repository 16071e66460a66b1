/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.people;

import org.jspecify.annotations.NullMarked;
