/** Password hashes, tokens and one-time codes, by the libraries of the server. */
@NullMarked
package dev.messenger.app.account;

import org.jspecify.annotations.NullMarked;
