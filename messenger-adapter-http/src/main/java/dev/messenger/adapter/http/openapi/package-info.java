/** The OpenAPI 3.1 document and its page, both drawn from the declared endpoints. */
@NullMarked
package dev.messenger.adapter.http.openapi;

import org.jspecify.annotations.NullMarked;
