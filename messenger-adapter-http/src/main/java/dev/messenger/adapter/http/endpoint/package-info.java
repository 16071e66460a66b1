/**
 * How an endpoint is declared: its path, parameters, request body and response type, once for the router, the OpenAPI document and
 * the tests. Knows nothing of the server.
 */
@NullMarked
package dev.messenger.adapter.http.endpoint;

import org.jspecify.annotations.NullMarked;
