/** Files in an S3 store: links that are signed locally, and the few requests that are sent to it. */
@NullMarked
package dev.messenger.adapter.s3;

import org.jspecify.annotations.NullMarked;
