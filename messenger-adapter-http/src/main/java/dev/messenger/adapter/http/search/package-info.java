/** The global search. */
@NullMarked
package dev.messenger.adapter.http.search;

import org.jspecify.annotations.NullMarked;
