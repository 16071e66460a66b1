/**
 * The services that a server brings along when none are configured: PostgreSQL, Redis and an S3 store, under one data folder.
 *
 * <p>They are made to keep what they are given: PostgreSQL runs with all of its safeguards on, every service is stopped in order, and
 * none outlives the server, however the server ends.
 */
@NullMarked
package dev.messenger.embedded;

import org.jspecify.annotations.NullMarked;
