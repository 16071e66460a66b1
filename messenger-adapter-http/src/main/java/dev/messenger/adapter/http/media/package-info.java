/** Uploads and the files of chats. */
@NullMarked
package dev.messenger.adapter.http.media;

import org.jspecify.annotations.NullMarked;
