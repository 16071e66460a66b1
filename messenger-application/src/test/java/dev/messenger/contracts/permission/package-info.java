/** What every store has to answer when it is asked what someone can do. */
@NullMarked
package dev.messenger.contracts.permission;

import org.jspecify.annotations.NullMarked;
