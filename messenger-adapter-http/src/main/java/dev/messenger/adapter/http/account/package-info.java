/** Registration, login, passwords, sessions, two-factor authentication. */
@NullMarked
package dev.messenger.adapter.http.account;

import org.jspecify.annotations.NullMarked;
