/** What the use cases of this feature need from outside. */
@NullMarked
package dev.messenger.application.personaldata.port;

import org.jspecify.annotations.NullMarked;
