/** What the use cases of all features need. */
@NullMarked
package dev.messenger.application.environment;

import org.jspecify.annotations.NullMarked;
