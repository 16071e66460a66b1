/** Files over HTTP. */
@NullMarked
package dev.messenger.app.http.media;

import org.jspecify.annotations.NullMarked;
