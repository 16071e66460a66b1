/** Section 5 of the reference: auth. */
@NullMarked
package dev.messenger.adapter.http.account;

import org.jspecify.annotations.NullMarked;
