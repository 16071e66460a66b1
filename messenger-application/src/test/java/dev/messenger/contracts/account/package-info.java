/** The contracts of the ports of this feature. */
@NullMarked
package dev.messenger.contracts.account;

import org.jspecify.annotations.NullMarked;
