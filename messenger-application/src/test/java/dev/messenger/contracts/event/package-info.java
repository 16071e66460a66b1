/** What every outbox has to keep. */
@NullMarked
package dev.messenger.contracts.event;

import org.jspecify.annotations.NullMarked;
