/** What the use cases of this feature need from outside. */
@NullMarked
package dev.messenger.application.permission.port;

import org.jspecify.annotations.NullMarked;
