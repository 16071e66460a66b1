/** The facade of the messenger, and its parts. */
@NullMarked
package dev.messenger.application;

import org.jspecify.annotations.NullMarked;
