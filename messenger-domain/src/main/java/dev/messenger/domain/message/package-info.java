/** Messages: text, order, delivery, and the rights to write. */
@NullMarked
package dev.messenger.domain.message;

import org.jspecify.annotations.NullMarked;
