/** What happened: the events that the outbox keeps. */
@NullMarked
package dev.messenger.domain.event;

import org.jspecify.annotations.NullMarked;
