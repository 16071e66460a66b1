/** Use cases of messages: sending, reading, how far they were read. */
@NullMarked
package dev.messenger.application.message;

import org.jspecify.annotations.NullMarked;
