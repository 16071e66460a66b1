/** Requests that nobody wrote by hand: random bytes, and random values for what the OpenAPI document declares (rule C18). */
@NullMarked
package dev.messenger.app.http.fuzz;

import org.jspecify.annotations.NullMarked;
