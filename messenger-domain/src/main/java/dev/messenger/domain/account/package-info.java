/** Accounts: identity, names, credentials and sessions. */
@NullMarked
package dev.messenger.domain.account;

import org.jspecify.annotations.NullMarked;
