/** The events in the outbox. */
@NullMarked
package dev.messenger.domain.event;

import org.jspecify.annotations.NullMarked;
