/** Keeps everything in PostgreSQL: the pool, the schema, and the adapters of all ports that share one transaction. */
@NullMarked
package dev.messenger.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
