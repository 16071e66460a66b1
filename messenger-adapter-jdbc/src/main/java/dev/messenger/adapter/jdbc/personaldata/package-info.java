/** Personal data in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.personaldata;

import org.jspecify.annotations.NullMarked;
