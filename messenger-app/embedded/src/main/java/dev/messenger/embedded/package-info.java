/**
 * PostgreSQL, Redis and an S3 store that run without an installation, under one data folder. The package knows nothing of the messenger.
 *
 * <p>PostgreSQL runs with every safeguard against data loss, services stop in order, and none outlives the process that started it.
 */
@NullMarked
package dev.messenger.embedded;

import org.jspecify.annotations.NullMarked;
