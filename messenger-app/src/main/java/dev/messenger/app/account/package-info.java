/** Passwords and tokens by the libraries that the server uses. */
@NullMarked
package dev.messenger.app.account;

import org.jspecify.annotations.NullMarked;
