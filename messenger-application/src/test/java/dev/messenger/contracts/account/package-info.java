/** What every adapter of an account port has to keep. */
@NullMarked
package dev.messenger.contracts.account;

import org.jspecify.annotations.NullMarked;
