/** Messages: their text, their order, how far they were read. */
@NullMarked
package dev.messenger.domain.message;

import org.jspecify.annotations.NullMarked;
