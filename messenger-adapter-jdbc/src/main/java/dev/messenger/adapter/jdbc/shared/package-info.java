/** What the adapters of every feature share: transactions, failures, how values are read and written. */
@NullMarked
package dev.messenger.adapter.jdbc.shared;

import org.jspecify.annotations.NullMarked;
