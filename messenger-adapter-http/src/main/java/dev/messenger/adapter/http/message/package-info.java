/** Messages, their files, reactions and read states. */
@NullMarked
package dev.messenger.adapter.http.message;

import org.jspecify.annotations.NullMarked;
