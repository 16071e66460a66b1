/** Section 8 of the reference: messages. */
@NullMarked
package dev.messenger.adapter.http.message;

import org.jspecify.annotations.NullMarked;
