/** Deleting one's account and exporting its data. */
@NullMarked
package dev.messenger.adapter.http.personaldata;

import org.jspecify.annotations.NullMarked;
