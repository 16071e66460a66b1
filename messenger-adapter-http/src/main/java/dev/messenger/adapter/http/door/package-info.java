/**
 * The doors: how an endpoint is declared, and all that happens between the socket and its handler: request ids, CORS, tokens,
 * parameters, bodies, errors, the access log.
 */
@NullMarked
package dev.messenger.adapter.http.door;

import org.jspecify.annotations.NullMarked;
