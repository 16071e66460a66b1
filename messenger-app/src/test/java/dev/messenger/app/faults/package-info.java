/**
 * The fault tests: a server under load meets the faults of what it runs on, and a ledger says whether something is lost. Not part of
 * the build; see {@code docs/operations.md}.
 */
@NullMarked
package dev.messenger.app.faults;

import org.jspecify.annotations.NullMarked;
