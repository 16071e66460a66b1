/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.personaldata;

import org.jspecify.annotations.NullMarked;
