/** Deletion of an account and export of its data. */
@NullMarked
package dev.messenger.adapter.http.personaldata;

import org.jspecify.annotations.NullMarked;
