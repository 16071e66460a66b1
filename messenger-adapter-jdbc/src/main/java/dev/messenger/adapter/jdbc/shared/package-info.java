/** Shared by the adapters of all features: transactions, failures, reading and binding values. */
@NullMarked
package dev.messenger.adapter.jdbc.shared;

import org.jspecify.annotations.NullMarked;
