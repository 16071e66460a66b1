/** Messages and read positions in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.message;

import org.jspecify.annotations.NullMarked;
