/** Realtime in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.realtime;

import org.jspecify.annotations.NullMarked;
