/** The facade of the messenger and what it is made of. */
@NullMarked
package dev.messenger.application;

import org.jspecify.annotations.NullMarked;
