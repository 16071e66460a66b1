/** Relationships between people, and their privacy (rules U1 to U3, U8). */
@NullMarked
package dev.messenger.domain.people;

import org.jspecify.annotations.NullMarked;
