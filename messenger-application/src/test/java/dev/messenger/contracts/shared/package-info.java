/** The contracts of the shared ports, and helpers for the other contracts. */
@NullMarked
package dev.messenger.contracts.shared;

import org.jspecify.annotations.NullMarked;
