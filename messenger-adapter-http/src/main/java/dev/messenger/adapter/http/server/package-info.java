/**
 * The HTTP server: everything between the socket and the handler of an endpoint. Request ids, CORS, access tokens, routing, bodies,
 * error responses, the access log.
 */
@NullMarked
package dev.messenger.adapter.http.server;

import org.jspecify.annotations.NullMarked;
