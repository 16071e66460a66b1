/** The outbox in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.event;

import org.jspecify.annotations.NullMarked;
