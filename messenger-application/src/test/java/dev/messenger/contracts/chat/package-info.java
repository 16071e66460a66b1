/** What every adapter of a chat port has to keep. */
@NullMarked
package dev.messenger.contracts.chat;

import org.jspecify.annotations.NullMarked;
