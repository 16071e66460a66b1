/** Section 9 of the reference: media. */
@NullMarked
package dev.messenger.adapter.http.media;

import org.jspecify.annotations.NullMarked;
