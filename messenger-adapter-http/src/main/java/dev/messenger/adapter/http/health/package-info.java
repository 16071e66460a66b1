/** Section 4 of the reference: health. */
@NullMarked
package dev.messenger.adapter.http.health;

import org.jspecify.annotations.NullMarked;
