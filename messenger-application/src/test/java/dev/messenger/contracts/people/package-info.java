/** What every adapter of a people port has to keep. */
@NullMarked
package dev.messenger.contracts.people;

import org.jspecify.annotations.NullMarked;
