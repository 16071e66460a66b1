/** Use cases of notifications: listing them, and projecting them from events. */
@NullMarked
package dev.messenger.application.notification;

import org.jspecify.annotations.NullMarked;
