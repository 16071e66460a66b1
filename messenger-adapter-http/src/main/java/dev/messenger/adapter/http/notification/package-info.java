/** Section 10 of the reference: notifications. */
@NullMarked
package dev.messenger.adapter.http.notification;

import org.jspecify.annotations.NullMarked;
