/** What the operator says through environment variables. */
@NullMarked
package dev.messenger.app.config;

import org.jspecify.annotations.NullMarked;
