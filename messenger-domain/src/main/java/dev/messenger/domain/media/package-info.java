/** Files of messages and profiles. */
@NullMarked
package dev.messenger.domain.media;

import org.jspecify.annotations.NullMarked;
