/** What someone may do, to be asked before they try. */
@NullMarked
package dev.messenger.application.permission;

import org.jspecify.annotations.NullMarked;
