/** What every adapter of a realtime port has to keep. */
@NullMarked
package dev.messenger.contracts.realtime;

import org.jspecify.annotations.NullMarked;
