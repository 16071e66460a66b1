/** Section 6 of the reference: users. */
@NullMarked
package dev.messenger.adapter.http.people;

import org.jspecify.annotations.NullMarked;
