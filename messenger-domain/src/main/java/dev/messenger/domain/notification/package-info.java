/** The kinds of notification. */
@NullMarked
package dev.messenger.domain.notification;

import org.jspecify.annotations.NullMarked;
