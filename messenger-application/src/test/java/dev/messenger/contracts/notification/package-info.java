/** What every adapter of a notification port has to keep. */
@NullMarked
package dev.messenger.contracts.notification;

import org.jspecify.annotations.NullMarked;
