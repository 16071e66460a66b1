/** What integration tests run on: real services, found or started. */
@NullMarked
package dev.messenger.app.testing;

import org.jspecify.annotations.NullMarked;
