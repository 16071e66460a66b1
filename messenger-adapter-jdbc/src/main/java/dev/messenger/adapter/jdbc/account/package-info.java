/** Accounts, mailed tokens and sessions in PostgreSQL. */
@NullMarked
package dev.messenger.adapter.jdbc.account;

import org.jspecify.annotations.NullMarked;
