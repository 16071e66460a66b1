/** What the use cases of this feature need from outside. */
@NullMarked
package dev.messenger.application.people.port;

import org.jspecify.annotations.NullMarked;
