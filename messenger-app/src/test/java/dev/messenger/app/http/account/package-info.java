/** The whole server over HTTP, rule by rule. */
@NullMarked
package dev.messenger.app.http.account;

import org.jspecify.annotations.NullMarked;
