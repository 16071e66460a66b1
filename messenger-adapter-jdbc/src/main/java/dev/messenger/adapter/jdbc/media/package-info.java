/** Uploads and attachments in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.media;

import org.jspecify.annotations.NullMarked;
