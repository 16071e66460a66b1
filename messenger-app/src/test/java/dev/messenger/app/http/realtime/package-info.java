/** Realtime over the wire (rules R1 to R7). */
@NullMarked
package dev.messenger.app.http.realtime;

import org.jspecify.annotations.NullMarked;
