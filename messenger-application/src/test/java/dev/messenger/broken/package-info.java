/** Adapters that are wrong on purpose, each in one way. The contracts have to detect them. */
@NullMarked
package dev.messenger.broken;

import org.jspecify.annotations.NullMarked;
