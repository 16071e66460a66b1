/** The contract of the abilities of users. */
@NullMarked
package dev.messenger.contracts.permission;

import org.jspecify.annotations.NullMarked;
