/**
 * What integration tests of every module run on: PostgreSQL, Redis and S3, found or started once per JVM, and aids that break
 * connections or look into a database.
 *
 * <p>Each service is the first of: the one that {@code TEST_DATABASE_URL}, {@code TEST_REDIS_URL} or {@code TEST_S3_URL} names; a
 * container where a Docker engine answers; the embedded service in a temporary folder. A test takes a fresh database, Redis
 * database or bucket, and starts only the services that it asks for.
 */
@NullMarked
package dev.messenger.testing;

import org.jspecify.annotations.NullMarked;
