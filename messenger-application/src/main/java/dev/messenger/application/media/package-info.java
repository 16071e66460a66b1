/** Use cases of files: uploading them and attaching them to messages. */
@NullMarked
package dev.messenger.application.media;

import org.jspecify.annotations.NullMarked;
