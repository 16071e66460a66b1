/** Following what happened. */
@NullMarked
package dev.messenger.application.event;

import org.jspecify.annotations.NullMarked;
