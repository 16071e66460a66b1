/** What users are told of. */
@NullMarked
package dev.messenger.domain.notification;

import org.jspecify.annotations.NullMarked;
