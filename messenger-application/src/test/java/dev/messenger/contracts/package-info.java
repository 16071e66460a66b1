/**
 * The contract kit: what each port of the messenger promises, as tests that any adapter can be held against. A contract is an
 * interface of JUnit tests, one a clause; a test of an adapter implements it and hands the adapter in. See
 * {@code docs/conformance.md}.
 */
@NullMarked
package dev.messenger.contracts;

import org.jspecify.annotations.NullMarked;
