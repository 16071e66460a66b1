/** Profiles, user search, contacts and blocks. */
@NullMarked
package dev.messenger.adapter.http.people;

import org.jspecify.annotations.NullMarked;
