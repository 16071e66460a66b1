/** Use cases of notifications: reading them, and what makes them of events. */
@NullMarked
package dev.messenger.application.notification;

import org.jspecify.annotations.NullMarked;
