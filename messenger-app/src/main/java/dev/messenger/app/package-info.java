/** The composition root: what is plugged into what, and the main program. */
@NullMarked
package dev.messenger.app;

import org.jspecify.annotations.NullMarked;
