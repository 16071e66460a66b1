/** What every adapter of a media port has to keep. */
@NullMarked
package dev.messenger.contracts.media;

import org.jspecify.annotations.NullMarked;
