/** In-memory adapters of the notification ports. */
@NullMarked
package dev.messenger.adapter.inmemory.notification;

import org.jspecify.annotations.NullMarked;
