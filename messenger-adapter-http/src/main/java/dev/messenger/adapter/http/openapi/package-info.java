/** The OpenAPI 3.1 document of the declared endpoints, and the page that shows it. */
@NullMarked
package dev.messenger.adapter.http.openapi;

import org.jspecify.annotations.NullMarked;
