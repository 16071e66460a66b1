/** How people stand to one another, and what they let each other see and do (rules U1 to U3, U8). */
@NullMarked
package dev.messenger.domain.people;

import org.jspecify.annotations.NullMarked;
