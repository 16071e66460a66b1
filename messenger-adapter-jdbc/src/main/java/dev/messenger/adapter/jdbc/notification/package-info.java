/** Notifications in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.notification;

import org.jspecify.annotations.NullMarked;
