/** Files in an S3 store: links that are signed here without asking it, and the few questions that it is asked. */
@NullMarked
package dev.messenger.adapter.s3;

import org.jspecify.annotations.NullMarked;
