/**
 * The contract kit: tests of what each port of the messenger promises, for any adapter. A contract is an interface of
 * JUnit tests, one for each clause. The test of an adapter implements it and supplies the adapter. See
 * {@code docs/conformance.md}.
 */
@NullMarked
package dev.messenger.contracts;

import org.jspecify.annotations.NullMarked;
