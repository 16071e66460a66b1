/** Adapters that are wrong on purpose, each in one way: the contracts have to catch them. */
@NullMarked
package dev.messenger.broken;

import org.jspecify.annotations.NullMarked;
