/** Following the events of the outbox. */
@NullMarked
package dev.messenger.application.event;

import org.jspecify.annotations.NullMarked;
