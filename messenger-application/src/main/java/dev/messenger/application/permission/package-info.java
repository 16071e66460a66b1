/** What a user may do, for clients that ask before they try. */
@NullMarked
package dev.messenger.application.permission;

import org.jspecify.annotations.NullMarked;
