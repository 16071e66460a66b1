/** How lines of the log are written. */
@NullMarked
package dev.messenger.app.log;

import org.jspecify.annotations.NullMarked;
