/** The configuration of the server, read from environment variables. */
@NullMarked
package dev.messenger.app.config;

import org.jspecify.annotations.NullMarked;
