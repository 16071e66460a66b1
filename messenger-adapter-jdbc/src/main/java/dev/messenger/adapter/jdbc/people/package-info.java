/** People in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.people;

import org.jspecify.annotations.NullMarked;
