/**
 * The benchmark: how fast the server is, beside what the machine, its database and its HTTP stack could do at all. Not part of
 * the tests; see {@code docs/benchmarks.md}.
 */
@NullMarked
package dev.messenger.app.benchmark;

import org.jspecify.annotations.NullMarked;
