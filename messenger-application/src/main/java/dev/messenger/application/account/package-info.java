/** Use cases of accounts: registration, sign-in, sessions. */
@NullMarked
package dev.messenger.application.account;

import org.jspecify.annotations.NullMarked;
