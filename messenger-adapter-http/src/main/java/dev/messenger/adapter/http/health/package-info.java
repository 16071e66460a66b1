/** Liveness and readiness. */
@NullMarked
package dev.messenger.adapter.http.health;

import org.jspecify.annotations.NullMarked;
