/** Notifications. */
@NullMarked
package dev.messenger.adapter.http.notification;

import org.jspecify.annotations.NullMarked;
